package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Constraints;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;

import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** A field for each limit that the type can have. */
final class LimitsEditor extends VBox {
    private final SignatureEditor editor;
    private final FieldTable table;
    private final int at;
    private final FlowPane fields = new FlowPane(12, 4);
    private final VBox problem = new VBox();
    private final Map<String, Cell<String>> cells = new LinkedHashMap<>();
    private Constraints shown = Constraints.NONE;

    LimitsEditor(SignatureEditor editor, FieldTable table, int at) {
        super(4);
        this.editor = editor;
        this.table = table;
        this.at = at;
        fields.setRowValignment(javafx.geometry.VPos.CENTER);
        getChildren().addAll(fields, problem);
    }

    void show(FieldType type, Constraints limits) {
        shown = limits;
        var set = LimitsText.values(limits);
        var names = fitting(type);
        names.addAll(set.keySet());
        if (!names.equals(cells.keySet())) {
            cells.clear();
            fields.getChildren().setAll(Labels.muted(text("signature.limits")));
            names.forEach(this::add);
            if (names.isEmpty())
                fields.getChildren().add(Labels.muted(text("signature.limits.nofit")));
        }
        cells.forEach((name, cell) -> cell.show(set.getOrDefault(name, "")));
    }

    private void add(String name) {
        var field = Layout.width(Fields.mono("", name), name.equals("pattern") ? 160 : 72);
        field.setId(table.id(at, name));
        var cell =
                new Cell<String>(
                        field,
                        editor,
                        s -> s,
                        typed -> check(name, typed),
                        typed -> apply(name, typed));
        cell.onJudged(this::judged);
        cells.put(name, cell);
        fields.getChildren().add(Layout.row(6, Labels.mono(name, "muted"), field));
    }

    private Checked<String> check(String name, String typed) {
        return switch (LimitsText.of(with(name, typed))) {
            case Checked.Right<Constraints> _ -> Checked.right(typed.strip());
            case Checked.Wrong<Constraints>(var sentence, _) -> Checked.wrong(sentence);
        };
    }

    private void apply(String name, String typed) {
        if (LimitsText.of(with(name, typed)) instanceof Checked.Right<Constraints>(var limits))
            editor.change(
                    table.part(),
                    at,
                    text("signature.edit.limits"),
                    "limits " + name,
                    f -> f.withConstraints(limits));
    }

    private Map<String, String> with(String name, String typed) {
        var values = new LinkedHashMap<>(LimitsText.values(shown));
        if (typed.isBlank()) values.remove(name);
        else values.put(name, typed.strip());
        return values;
    }

    private void judged() {
        problem.getChildren().clear();
        for (var cell : List.copyOf(cells.values())) {
            var wrong = cell.wrong();
            if (wrong != null) problem.getChildren().add(new FieldProblem(wrong.sentence(), null));
        }
    }

    private static SequencedSet<String> fitting(FieldType type) {
        var inner = type instanceof FieldType.OptionalOf(var item) ? item : type;
        var names =
                switch (inner) {
                    case Basic.INT, Basic.FLOAT -> List.of("ge", "gt", "le", "lt", "multiple_of");
                    case Basic.STR -> List.of("min_length", "max_length", "pattern");
                    case FieldType.ListOf _, FieldType.DictOf _ ->
                            List.of("min_length", "max_length");
                    default -> List.<String>of();
                };
        return new LinkedHashSet<>(names);
    }
}
