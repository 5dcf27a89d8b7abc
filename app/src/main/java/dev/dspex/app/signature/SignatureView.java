package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.PythonCode;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A signature three ways: the form, the Python class beside it, and below the prompt it becomes.
 */
public final class SignatureView extends StackPane {
    private final SplitPane split;

    public SignatureView(ModuleNode node, Program program, String adapter, List<Problem> problems) {
        var form = new ScrollPane(new SignatureForm(node, adapter, problems));
        form.setFitToWidth(true);
        form.setMinWidth(320);
        var top = new SplitPane(form, code(SignaturePython.of(node.signature(), program)));
        top.setDividerPositions(0.53);
        split = new SplitPane(top);
        split.setOrientation(Orientation.VERTICAL);
        getChildren().add(split);
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

    private static Node code(String source) {
        var copy = Buttons.icon("content-copy", text("signature.copy"), "icon-16");
        copy.setOnAction(
                _ -> {
                    var content = new ClipboardContent();
                    content.putString(source);
                    Clipboard.getSystemClipboard().setContent(content);
                });
        var head =
                Panels.header(
                        text("signature.python"),
                        Labels.muted(text("signature.python.help")),
                        copy);
        head.getChildren().addFirst(Icons.icon("language-python"));
        var area = PythonCode.area(source, text("signature.python"));
        var pane = new VBox(head, Layout.tall(new VirtualizedScrollPane<>(area)));
        pane.getStyleClass().add("code-pane");
        pane.setMinWidth(240);
        return pane;
    }
}
