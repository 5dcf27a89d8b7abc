package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.RouterNode;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** What a router decides by, what it passes on, and the ways that follow from it. */
final class RouterPart implements Part {
    private final Editing editing;
    private final String id;
    private final FieldEditor on;
    private final FieldEditor carries;
    private final VBox ways = new VBox(4);
    private final VBox section;

    RouterPart(Editing editing, RouterNode node) {
        this.editing = editing;
        this.id = node.id();
        on = editor("inspector-on", (r, f) -> new RouterNode(r.head(), f, r.carries()));
        carries = editor("inspector-carries", (r, f) -> new RouterNode(r.head(), r.on(), f));
        section =
                Panels.section(
                        Panels.sectionTitle(text("inspector.route.on")),
                        on,
                        Labels.prose(text("inspector.route.help"), "muted", "small"),
                        ways,
                        Panels.sectionTitle(text("inspector.route.carries")),
                        carries);
        refresh();
    }

    private interface With {
        RouterNode field(RouterNode node, Field field);
    }

    private FieldEditor editor(String name, With with) {
        return new FieldEditor(
                editing,
                name,
                this::taken,
                (what, field) ->
                        editing.node(
                                id,
                                text("inspector.edit.field", field.name()),
                                name + what,
                                n -> n instanceof RouterNode r ? with.field(r, field) : n),
                null);
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof RouterNode node)) return;
        on.show(node.on());
        carries.show(node.carries());
        var values = values(node.on().type());
        ways.getChildren().clear();
        for (var i = 0; i < node.outputs().size(); i++)
            ways.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Icons.icon("arrow-right", "icon-14"),
                                    Layout.wide(Labels.cut(values.get(i), "mono")),
                                    Labels.cut(node.outputs().get(i).name(), "mono", "muted")));
    }

    /** What each output stands for, in their order. */
    private static List<String> values(FieldType type) {
        return switch (type) {
            case FieldType.Literal(var choices) ->
                    choices.stream()
                            .map(
                                    choice ->
                                            switch (choice) {
                                                case FieldType.Choice.Text(String value) -> value;
                                                case FieldType.Choice.Whole(long value) ->
                                                        String.valueOf(value);
                                                case FieldType.Choice.Bool(boolean value) ->
                                                        String.valueOf(value);
                                            })
                            .toList();
            default -> List.of("true", "false");
        };
    }

    private boolean taken(String wanted, String own) {
        return editing.node(id).stream()
                .flatMap(node -> node.inputs().stream())
                .map(Field::name)
                .anyMatch(name -> !wanted.equals(own) && name.equals(wanted));
    }
}
