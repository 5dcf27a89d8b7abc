package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Names;
import dev.dspex.program.TypeText;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** The name, type and description of one field. */
final class FieldEditor extends VBox {
    private final BiPredicate<String, String> taken;
    private final StackPane dot = new StackPane();
    private final ValueField name;
    private final ValueField type;
    private final ValueField description;
    private Field field = new Field("field", FieldType.Basic.STR);

    /**
     * @param taken whether another field has a name, other than one's own
     * @param remove null for a field that has to be there
     * @param change told what was changed, and the field as it is then
     */
    FieldEditor(
            Editing editing,
            String id,
            BiPredicate<String, String> taken,
            BiConsumer<String, Field> change,
            @Nullable Runnable remove) {
        super(4);
        this.taken = taken;
        name =
                new ValueField(
                        Rows.mono(text("inspector.field.name")),
                        editing,
                        this::badName,
                        String::strip,
                        words -> change.accept("name", field.withName(words.strip())));
        name.field().setId(id + "-name");
        type =
                new ValueField(
                        Rows.mono(text("inspector.field.type")),
                        editing,
                        FieldEditor::badType,
                        words -> parsed(words).map(TypeText::text).orElse(words),
                        words ->
                                parsed(words)
                                        .ifPresent(t -> change.accept("type", field.withType(t))));
        type.field().setId(id + "-type");
        description =
                new ValueField(
                        Layout.styled(
                                Fields.text("", text("inspector.field.description")), "small"),
                        editing,
                        words -> change.accept("description", field.withDescription(words)));
        description.field().setPromptText(text("inspector.field.description"));
        description.field().setId(id + "-description");
        var gone = Buttons.icon("close", text("inspector.field.remove"), "icon-16");
        gone.setId(id + "-remove");
        if (remove == null) gone.setVisible(false);
        else gone.setOnAction(_ -> remove.run());
        Layout.width(dot, 12).setMinHeight(28);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox.setHgrow(type, Priority.ALWAYS);
        name.saidBelow(this);
        type.saidBelow(this);
        name.setPrefWidth(100);
        type.setPrefWidth(100);
        getChildren().addAll(new HBox(6, dot, name, type, gone), indented(description));
    }

    void show(Field now) {
        field = now;
        dot.getChildren().setAll(new TypeDot(now.type()));
        name.show(now.name());
        type.show(TypeText.text(now.type()));
        description.show(now.description());
    }

    void focusName() {
        name.field().requestFocus();
        name.field().selectAll();
    }

    private static HBox indented(VBox editor) {
        HBox.setHgrow(editor, Priority.ALWAYS);
        return new HBox(6, Layout.gap(12), editor, Layout.gap(28));
    }

    private Optional<String> badName(String words) {
        var wanted = words.strip();
        if (wanted.equals(field.name())) return Optional.empty();
        return taken.test(wanted, field.name())
                ? Optional.of(text("inspector.field.taken", wanted))
                : Names.badField(wanted).map(why -> text("inspector.name.bad", wanted, why));
    }

    private static Optional<String> badType(String words) {
        try {
            TypeText.parse(words);
            return Optional.empty();
        } catch (TypeText.BadType e) {
            @Nullable String why = e.getMessage();
            return Optional.of(why == null ? text("inspector.field.badtype") : why);
        }
    }

    private static Optional<FieldType> parsed(String words) {
        try {
            return Optional.of(TypeText.parse(words));
        } catch (TypeText.BadType _) {
            return Optional.empty();
        }
    }
}
