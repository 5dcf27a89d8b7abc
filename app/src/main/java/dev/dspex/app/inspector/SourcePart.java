package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.PythonCode;
import dev.dspex.program.CodeNode;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** The Python of a code node. */
final class SourcePart implements Part {
    private static final double HEIGHT = 220;

    private final Editing editing;
    private final String id;
    private final CodeArea area;
    private final VBox section;
    private boolean showing;

    SourcePart(Editing editing, CodeNode node) {
        this.editing = editing;
        this.id = node.id();
        area = PythonCode.area(node.source(), text("inspector.source"));
        area.setId("inspector-source");
        area.setEditable(true);
        area.textProperty().addListener((_, _, words) -> typed(words));
        area.focusedProperty()
                .addListener(
                        (_, _, has) -> {
                            if (!has) editing.seal();
                        });
        editing.undoKeys(area, () -> false);
        var frame = Layout.styled(new StackPane(new VirtualizedScrollPane<>(area)), "code-frame");
        frame.setMinHeight(HEIGHT);
        frame.setPrefHeight(HEIGHT);
        section =
                Panels.section(
                        Panels.sectionTitle(text("inspector.source")),
                        frame,
                        Labels.prose(text("inspector.source.help"), "muted", "small"));
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof CodeNode node)) return;
        if (node.source().equals(area.getText())) return;
        var caret = Math.min(area.getCaretPosition(), node.source().length());
        showing = true;
        PythonCode.show(area, node.source());
        area.moveTo(caret);
        showing = false;
    }

    private void typed(String words) {
        PythonCode.colour(area);
        if (showing) return;
        editing.node(
                id,
                text("inspector.edit.source"),
                "source " + id,
                n -> n instanceof CodeNode code ? code.withSource(words) : n);
    }
}
