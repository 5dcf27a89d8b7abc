package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Background;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.dataset.Leaks;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

class DataPicturesTest {
    private final ManualFx fx = new ManualFx();
    private final OwnLeakage leakage = new OwnLeakage();
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

    @Test
    void aMetricThatIsTried() throws Exception {
        var text = new StringBuilder();
        for (int i = 1; i <= 40; i++)
            text.append(
                    """
                    {"ticket": "Ticket %d: the line is dead since May.", "team": "%s"}
                    """
                            .formatted(i, i % 3 == 0 ? "tech" : "billing"));
        var file = Files.writeString(folder.resolve("tickets.jsonl"), text);
        var disk = new TableDisk(file, "data/tickets.jsonl");
        var table = ((TableDisk.Opened.Ok) disk.read()).table();
        assertThat(
                        Pictures.take(
                                        "data-metric",
                                        () -> tried(chosen(view(file, disk, table), "data-metric")))
                                .getWidth())
                .isEqualTo(1600);
    }

    private Parent tried(Parent view) {
        var tester =
                (Parent)
                        ((SplitPane) view.getChildrenUnmodifiable().getLast()).getItems().getLast();
        ((MetricTester) tester).score();
        fx.frame();
        return view;
    }

    @Test
    void rowsThatLeak() throws Exception {
        var text = new StringBuilder();
        for (int i = 1; i <= 40; i++)
            text.append("{\"ticket\": \"Ticket %d: the line is dead.\"}\n".formatted(i));
        var file = Files.writeString(folder.resolve("train.jsonl"), text);
        var disk = new TableDisk(file, "data/train.jsonl");
        var table = ((TableDisk.Opened.Ok) disk.read()).table();
        leakage.leaks.set(
                IntStream.of(2, 7, 8)
                        .mapToObj(
                                i ->
                                        new Leaks.Leak(
                                                new Leaks.Place(
                                                        "validation",
                                                        "data/validation.jsonl",
                                                        i + 3,
                                                        i + 4),
                                                new Leaks.Place(
                                                        "train", "data/train.jsonl", i, i + 1),
                                                i < 8))
                        .toList());
        assertThat(Pictures.take("data-leaks", () -> leaking(view(file, disk, table))).getWidth())
                .isEqualTo(1600);
    }

    private static Parent leaking(Parent view) {
        ((Button) view.lookup("#data-leaks")).fire();
        return view;
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
                        new OwnSplits(folder),
                        new OwnMetrics(),
                        leakage,
                        DataWindow.PARQUET);
        var view = new DataEditor(source, table, disk, new Background(fx, Runnable::run));
        view.getStyleClass().add("island");
        return view;
    }
}
