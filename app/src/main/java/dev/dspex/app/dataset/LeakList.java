package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.dataset.Leaks;

import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** The rows of a file whose input stands in another split too, with the way to both. */
final class LeakList extends VBox {
    private final ListView<Leaks.Leak> list = new ListView<>();
    private final String file;
    private final Consumer<Leaks.Place> show;

    /**
     * @param file path of the file in the project
     * @param show shows a row of any file
     */
    LeakList(String file, Consumer<Leaks.Place> show, Runnable close) {
        this.file = file;
        this.show = show;
        setId("leaks");
        getStyleClass().add("row-details");
        setMinWidth(300);
        list.setId("leak-list");
        list.setAccessibleText(text("dataset.leaks"));
        list.getStyleClass().add("leak-list");
        list.setPlaceholder(
                new EmptyState(
                        "check-circle-outline",
                        text("dataset.leaks.none"),
                        text("dataset.leaks.none.help")));
        list.setCellFactory(_ -> new LeakCell());
        var leave = Buttons.icon("close", text("dataset.close"));
        leave.setId("leaks-close");
        leave.setOnAction(_ -> close.run());
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("dataset.leaks"), leave), "ruled"),
                        Layout.padded(Labels.prose(text("dataset.leaks.help"), "muted"), 12),
                        Layout.tall(list));
    }

    void show(List<Leaks.Leak> leaks) {
        list.getItems().setAll(leaks);
    }

    /** The row of the leak that is in the file. */
    static Leaks.Place here(Leaks.Leak leak, String file) {
        return leak.row().file().equals(file) ? leak.row() : leak.other();
    }

    /** The row of the leak that is in the other file. */
    static Leaks.Place there(Leaks.Leak leak, String file) {
        return leak.row().file().equals(file) ? leak.other() : leak.row();
    }

    private final class LeakCell extends ListCell<Leaks.Leak> {
        @Override
        protected void updateItem(Leaks.@Nullable Leak leak, boolean empty) {
            super.updateItem(leak, empty);
            setText(null);
            setGraphic(leak == null || empty ? null : entry(leak));
        }

        private VBox entry(Leaks.Leak leak) {
            var here = here(leak, file);
            var there = there(leak, file);
            var own =
                    Buttons.link(
                            text("dataset.row", Figures.count(here.number() + 1)),
                            () -> show.accept(here));
            own.setId("leak-here-" + (here.number() + 1));
            var other =
                    Buttons.link(
                            text(
                                    "dataset.leaks.other",
                                    Figures.count(there.number() + 1),
                                    there.file()),
                            () -> show.accept(there));
            other.setId("leak-there-" + (here.number() + 1));
            return Layout.column(
                    2,
                    Layout.row(6, new StateIcon(RunState.WARNING, 14), own),
                    other,
                    Labels.muted(
                            leak.exact()
                                    ? text("dataset.leaks.exact")
                                    : text("dataset.leaks.alike")));
        }
    }
}
