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

import org.jspecify.annotations.Nullable;

/**
 * A signature three ways: the form, the Python class beside it, and below the prompt it becomes.
 * Each follows the program, whoever changes it.
 */
public final class SignatureView extends StackPane {
    private final SignatureEditor editor;
    private final SplitPane split;
    private final SignatureForm form;
    private final CodePane code;
    private @Nullable PromptPreview prompt;
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
        if (prompt != null) prompt.changed();
    }

    /**
     * Adds the prompt below.
     *
     * @param tryIt where the module can be tried; null for nowhere
     * @return to be run when what the module is asked with has changed
     */
    public Runnable addPrompt(PromptSource source, @Nullable Node tryIt, Fx fx) {
        var below = new PromptPreview(editor, source, tryIt, fx);
        prompt = below;
        split.getItems().add(Layout.styled(below, "ruled-top"));
        split.setDividerPositions(0.6);
        return below::changed;
    }
}
