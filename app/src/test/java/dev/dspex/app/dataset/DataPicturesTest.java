package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Background;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;

import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class DataPicturesTest {
    private final ManualFx fx = new ManualFx();
    @TempDir Path folder;

    @Test
    void rowsThatAreEdited() throws Exception {
        var text = new StringBuilder();
        for (int i = 1; i <= 40; i++)
            text.append(
                    """
                    {"ticket": "Ticket %d: the invoice of May has a sum that is not ours.", "priority": %s, "team": "%s", "source": "mail"}
                    """
                            .formatted(
                                    i,
                                    i % 7 == 3 ? "\"soon\"" : i,
                                    i % 11 == 5 ? "sales" : i % 2 == 0 ? "tech" : "billing"));
        var file = Files.writeString(folder.resolve("train.jsonl"), text);
        var disk = new TableDisk(file, "data/train.jsonl");
        var table = ((TableDisk.Opened.Ok) disk.read()).table();
        assertThat(Pictures.take("data", () -> view(file, disk, table)).getWidth()).isEqualTo(1600);
    }

    @Test
    void rowsThatAreSplit() throws Exception {
        var text = new StringBuilder();
        for (int i = 1; i <= 340; i++)
            text.append(
                    """
                    {"ticket": "Ticket %d: the line is dead since May.", "team": "%s"}
                    """
                            .formatted(i, i % 3 == 0 ? "tech" : i % 40 == 1 ? "" : "billing"));
        var file = Files.writeString(folder.resolve("tickets.jsonl"), text);
        var disk = new TableDisk(file, "data/tickets.jsonl");
        var table = ((TableDisk.Opened.Ok) disk.read()).table();
        assertThat(
                        Pictures.take(
                                        "data-split",
                                        () -> chosen(view(file, disk, table), "data-split"))
                                .getWidth())
                .isEqualTo(1600);
    }

    private Parent chosen(Parent view, String item) {
        ((MenuButton) view.lookup("#data-more"))
                .getItems().stream().filter(i -> item.equals(i.getId())).forEach(MenuItem::fire);
        fx.frame();
        return view;
    }

    private Parent view(Path file, TableDisk disk, Table table) {
        var source =
                new DataSource(
                        file,
                        "data/" + file.getFileName(),
                        () -> DataWindow.TICKETS,
                        new ChosenPlaces(),
                        () -> {},
                        new OwnSplits(folder));
        var view = new DataEditor(source, table, disk, new Background(fx, Runnable::run));
        view.getStyleClass().add("island");
        return view;
    }
}
