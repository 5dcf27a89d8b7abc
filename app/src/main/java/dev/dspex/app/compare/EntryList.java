package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.compare.ProgramDiff.Fate;

import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What differs, to choose from; the first difference is chosen at once. */
final class EntryList extends ListView<Entry> {
    EntryList(List<Entry> entries, Consumer<Entry> chosen) {
        setId("differences");
        getStyleClass().add("differences");
        setAccessibleText(text("compare.list"));
        setCellFactory(_ -> new Cell());
        getItems().setAll(entries);
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        entry -> {
                            if (entry != null && !(entry instanceof Entry.Heading))
                                chosen.accept(entry);
                        });
        entries.stream()
                .filter(entry -> !(entry instanceof Entry.Heading))
                .findFirst()
                .ifPresent(getSelectionModel()::select);
    }

    private static final class Cell extends ListCell<Entry> {
        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setPrefWidth(0);
            setText(null);
            setAccessibleText(null);
            setDisable(entry instanceof Entry.Heading);
            setGraphic(entry == null || empty ? null : line(entry));
        }

        private Node line(Entry entry) {
            return switch (entry) {
                case Entry.Heading(var title) -> Labels.section(title);
                case Entry.Part part ->
                        fate(part.part().fate(), part.title(), part.part().changes().size());
                case Entry.Learned learned -> fate(learned.predictor().fate(), learned.title(), 0);
                case Entry.Settings settings -> fate(Fate.CHANGED, settings.title(), 0);
                case Entry.Rows rows ->
                        row(
                                rows.better() ? "arrow-up" : "arrow-down",
                                rows.better() ? "added" : "removed",
                                rows.title(),
                                "");
            };
        }

        private Node fate(Fate fate, String title, int changes) {
            setAccessibleText(title + ", " + Entry.fate(fate));
            var count = fate == Fate.CHANGED && changes > 1 ? String.valueOf(changes) : "";
            return row(Entry.icon(fate), fate.name().toLowerCase(Locale.ROOT), title, count);
        }

        private static Node row(String icon, String style, String title, String count) {
            return Layout.styled(
                    Layout.row(
                            8,
                            Icons.icon(icon, "icon-14"),
                            Layout.wide(Labels.cut(title)),
                            Labels.mono(count, "muted")),
                    "difference",
                    style);
        }
    }
}
