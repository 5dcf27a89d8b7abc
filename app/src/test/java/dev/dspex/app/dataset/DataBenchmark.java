package dev.dspex.app.dataset;

import dev.dspex.app.testing.OnFx;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testfx.service.query.EmptyNodeQueryException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file of 200 MB costs in the data view: until its rows are shown, to sort it, to search it,
 * and in heap. Started by hand with the software pipeline; prints seconds and megabytes.
 */
public final class DataBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(DataBenchmark.class);
    private static final long BYTES = 200_000_000;
    private static final String WORDS =
            "The invoice of May has a sum that is not ours, and the line has been dead since then."
                    + " ";

    private DataBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        OnFx.run(() -> {}); // starts JavaFX
        var folder = Files.createTempDirectory("dspex-benchmark");
        for (var ending : new String[] {"jsonl", "csv"}) {
            var file = write(folder.resolve("rows." + ending), ending.equals("csv"));
            scan(file, ending);
            view(file, ending);
            Files.delete(file);
        }
        Files.delete(folder);
        System.exit(0);
    }

    private static Path write(Path file, boolean csv) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            var written = 0L;
            if (csv) out.write("ticket,priority,team\n");
            for (int i = 0; written < BYTES; i++) {
                var ticket = "Ticket " + i + ": " + WORDS.repeat(1 + i % 4);
                var team = i % 3 == 0 ? "tech" : "billing";
                var line =
                        csv
                                ? "\"%s\",%d,%s\n".formatted(ticket, i % 9, team)
                                : "{\"ticket\": \"%s\", \"priority\": %d, \"team\": \"%s\"}\n"
                                        .formatted(ticket, i % 9, team);
                out.write(line);
                written += line.length();
            }
        }
        return file;
    }

    private static void scan(Path file, String name) {
        for (int round = 1; round <= 3; round++) {
            var start = System.nanoTime();
            var rows =
                    Datasets.read(file, name, DataWindow.TICKETS) instanceof Loaded.Ok ok
                            ? ok.dataset().size()
                            : -1;
            LOG.warn("{}: {} rows checked in {} s (round {})", name, rows, since(start), round);
        }
    }

    private static void view(Path file, String name) {
        var before = heap();
        var start = System.nanoTime();
        var window = new DataWindow(file);
        window.until(() -> shows(window, "ticket", "Tick"));
        LOG.warn("{}: first rows shown after {} s", name, since(start));
        LOG.warn("{}: heap of the view {} MB", name, heap() - before);
        var sorting = System.nanoTime();
        window.sort("priority", TableColumn.SortType.DESCENDING);
        window.until(() -> shows(window, "priority", "8"));
        LOG.warn("{}: sorted in {} s", name, since(sorting));
        var searching = System.nanoTime();
        window.type("row-filter", "\"Ticket 99999:\"");
        window.until(
                () -> OnFx.call(() -> ((TableView<?>) window.node("rows")).getItems().size()) == 1);
        LOG.warn("{}: searched in {} s", name, since(searching));
        LOG.warn("{}: heap then {} MB", name, heap() - before);
        window.close();
    }

    /** Whether the first row has a value that starts so. */
    private static boolean shows(DataWindow window, String column, String start) {
        try {
            return String.valueOf(window.cell(0, column).getText()).startsWith(start);
        } catch (EmptyNodeQueryException e) {
            return false; // no cell yet
        }
    }

    private static double since(long start) {
        return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
    }
}
