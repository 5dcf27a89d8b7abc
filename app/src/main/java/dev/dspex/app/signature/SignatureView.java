package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A signature three ways: the form, the Python class beside it, and below the prompt it becomes.
 * Each follows the program, whoever changes it.
 */
public final class SignatureView extends StackPane {
    private final SignatureEditor editor;
    private final SplitPane split;
    private final SignatureForm form;
    private final CodePane code;
    private final Node gone =
            new EmptyState("form-textbox", text("signature.gone"), text("signature.gone.help"));
    private final WhileShown shown = new WhileShown(this, this::show);

    public SignatureView(SignatureEditor editor) {
        this.editor = editor;
        form = new SignatureForm(editor);
        code = new CodePane(editor);
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setMinWidth(320);
        scroll.setFocusTraversable(false);
        var top = new SplitPane(scroll, code);
        top.setDividerPositions(0.56);
        split = new SplitPane(top);
        split.setOrientation(Orientation.VERTICAL);
        getChildren().add(split);
        editor.document()
                .listen(
                        change -> {
                            if (change.before() != null) editor.follow(change.before());
                            shown.changed();
                        });
        show();
    }

    private void show() {
        var module = editor.module();
        if (module.isEmpty()) {
            getChildren().setAll(gone);
            return;
        }
        if (getChildren().getFirst() != split) getChildren().setAll(split);
        form.show(module.get());
        code.show();
    }

    /**
     * Adds the prompt below.
     *
     * @param preview asks a worker for the exact prompt of a row; no LM is called
     */
    public void addPreview(Supplier<CompletionStage<Prompt>> preview, Fx fx) {
        split.getItems().add(Layout.styled(new PromptPreview(preview, fx), "ruled-top"));
        split.setDividerPositions(0.62);
    }
}
