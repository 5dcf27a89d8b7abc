package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Fields that can be added, renamed, typed, described and removed: of the two ends, or of code. */
final class FieldsPart implements Part {
    /** Takes other fields; edits of an equal gesture are one step. */
    interface Edit {
        void fields(String name, @Nullable String gesture, List<Field> now);
    }

    private final Editing editing;
    private final Supplier<List<Field>> fields;
    private final Edit edit;
    private final String name;
    private final VBox rows = new VBox(8);
    private final VBox section;
    private final List<FieldEditor> editors = new ArrayList<>();

    /**
     * @param name starts the ids of the editors
     */
    FieldsPart(
            Editing editing, String title, String name, Supplier<List<Field>> fields, Edit edit) {
        this.editing = editing;
        this.fields = fields;
        this.edit = edit;
        this.name = name;
        var add = Buttons.small(text("inspector.fields.add"), "plus");
        add.setId(name + "-add");
        add.setOnAction(_ -> add());
        section = Panels.section(Panels.sectionTitle(title, add), rows);
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        var now = fields.get();
        while (editors.size() > now.size()) rows.getChildren().remove(editors.removeLast());
        while (editors.size() < now.size()) {
            var at = editors.size();
            var editor =
                    new FieldEditor(editing, name + "-" + at, this::taken, change(at), remove(at));
            editors.add(editor);
            rows.getChildren().add(editor);
        }
        for (var i = 0; i < now.size(); i++) editors.get(i).show(now.get(i));
    }

    private BiConsumer<String, Field> change(int at) {
        return (what, field) -> {
            var all = new ArrayList<>(fields.get());
            all.set(at, field);
            edit.fields(text("inspector.edit.field", field.name()), name + at + what, all);
        };
    }

    private Runnable remove(int at) {
        return () -> {
            var all = new ArrayList<>(fields.get());
            var gone = all.remove(at);
            edit.fields(text("inspector.edit.field.remove", gone.name()), null, all);
        };
    }

    private boolean taken(String wanted, String own) {
        return !wanted.equals(own) && fields.get().stream().anyMatch(f -> f.name().equals(wanted));
    }

    private void add() {
        var taken = new HashSet<String>();
        fields.get().forEach(f -> taken.add(f.name()));
        var wish = "field";
        for (var i = 2; taken.contains(wish); i++) wish = "field_" + i;
        var all = new ArrayList<>(fields.get());
        all.add(new Field(wish, FieldType.Basic.STR));
        edit.fields(text("inspector.edit.field.add", wish), null, all);
        editors.getLast().focusName();
    }
}
