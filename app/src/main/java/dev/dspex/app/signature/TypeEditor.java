package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.program.FieldType;
import dev.dspex.program.RecordType;

import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A type as choices: list, of optional, of Customer. A literal shows its values below. */
final class TypeEditor extends VBox {
    /** Whose type it is. */
    interface Target {
        /** Start of the ids of the controls. */
        String id();

        void apply(FieldType type);

        /** The type becomes a new record within what stands around it. */
        void newRecord(UnaryOperator<FieldType> around);
    }

    private static final int DEEPEST = 6;

    private final SignatureEditor editor;
    private final Target target;
    private final FlowPane chain = new FlowPane(6, 4);
    private final List<ComboBox<String>> levels = new ArrayList<>();
    private final LiteralEditor literal;
    private FieldType shown = FieldType.Basic.ANY;
    private boolean showing;

    TypeEditor(SignatureEditor editor, Target target) {
        super(6);
        this.editor = editor;
        this.target = target;
        chain.setRowValignment(javafx.geometry.VPos.CENTER);
        chain.setAlignment(Pos.CENTER_LEFT);
        literal = new LiteralEditor(editor, target.id(), this::values);
        getChildren().add(chain);
    }

    void show(FieldType type) {
        shown = type;
        showing = true;
        var parts = TypeShape.parts(type);
        while (levels.size() < parts.size()) levels.add(level(levels.size()));
        while (levels.size() > parts.size()) levels.removeLast();
        chain.getChildren().setAll(Labels.muted(text("signature.type")));
        var items = items();
        for (var i = 0; i < parts.size(); i++) {
            var level = levels.get(i);
            if (i > 0) chain.getChildren().add(Labels.muted(text("signature.type.of")));
            chain.getChildren().add(level);
            if (!level.getItems().equals(items))
                level.setItems(FXCollections.observableArrayList(items));
            level.setValue(TypeShape.word(parts.get(i)));
        }
        if (parts.getLast() instanceof FieldType.Literal(var choices)) {
            literal.show(choices);
            if (!getChildren().contains(literal)) getChildren().add(literal);
        } else {
            getChildren().remove(literal);
        }
        showing = false;
    }

    private ComboBox<String> level(int depth) {
        var combo =
                Fields.<String>combo(
                        depth == 0 ? text("signature.type") : text("signature.type.item"),
                        TypeEditor::words,
                        _ -> null);
        combo.setId(target.id() + "-kind-" + depth);
        combo.getStyleClass().add("mono");
        combo.setOnAction(
                _ -> {
                    if (!showing && combo.getValue() != null) chosen(depth, combo.getValue());
                });
        return combo;
    }

    private static String words(String item) {
        return item.equals(TypeShape.NEW_RECORD) ? text("signature.type.newrecord") : item;
    }

    private List<String> items() {
        var all = new ArrayList<>(TypeShape.WORDS);
        all.addAll(editor.program().types().stream().map(RecordType::name).toList());
        all.add(TypeShape.NEW_RECORD);
        return all;
    }

    private void chosen(int depth, String word) {
        if (word.equals(TypeShape.NEW_RECORD)) {
            var around = shown;
            target.newRecord(record -> TypeShape.with(around, depth, record));
            return;
        }
        var part = TypeShape.parts(shown).get(depth);
        var now = TypeShape.with(shown, depth, TypeShape.of(word, part));
        if (TypeShape.parts(now).size() > DEEPEST) show(shown);
        else if (!now.equals(shown)) target.apply(now);
    }

    private void values(List<FieldType.Choice> values) {
        var last = TypeShape.parts(shown).size() - 1;
        target.apply(TypeShape.with(shown, last, new FieldType.Literal(values)));
    }
}
