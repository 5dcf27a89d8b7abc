package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.edit.Edits;
import dev.dspex.program.Field;
import dev.dspex.program.Link;
import dev.dspex.program.Port;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;

/** A link: its two ends with their types. */
final class LinkPart implements Part {
    private final Editing editing;
    private final Link link;
    private final VBox ends = new VBox(8);
    private final VBox section;

    LinkPart(Editing editing, Link link) {
        this.editing = editing;
        this.link = link;
        var remove = Buttons.button(text("inspector.link.remove"), "link-off");
        remove.setId("inspector-link-remove");
        remove.setOnAction(
                _ ->
                        editing.program(
                                text("inspector.edit.link"),
                                null,
                                p -> Edits.disconnect(p, List.of(link))));
        section = Panels.section(Panels.sectionTitle(text("inspector.link")), ends, remove);
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        var program = editing.program();
        var from = program.source(link.from());
        var to = program.target(link.to());
        ends.getChildren()
                .setAll(
                        end(text("inspector.link.from"), link.from(), from),
                        end(text("inspector.link.to"), link.to(), to));
        if (from.isPresent() && to.isPresent() && !from.get().type().fits(to.get().type()))
            ends.getChildren()
                    .add(
                            new FieldProblem(
                                    text(
                                            "inspector.link.misfit",
                                            from.get().type().text(),
                                            to.get().type().text()),
                                    null));
    }

    private Node end(String name, Port port, Optional<Field> field) {
        var title =
                editing.node(port.node()).map(dev.dspex.program.Node::title).orElse(port.node());
        var words =
                Layout.wide(
                        Layout.column(
                                2,
                                Labels.cut(title, "small", "strong"),
                                Labels.cut(port.field(), "mono"),
                                Labels.cut(
                                        field.map(f -> f.type().text()).orElse(""),
                                        "mono",
                                        "muted")));
        words.setMinWidth(0);
        var row = new HBox(8);
        field.ifPresent(f -> row.getChildren().add(new TypeDot(f.type())));
        row.getChildren().add(words);
        return Rows.named(name, Layout.wide(row));
    }
}
