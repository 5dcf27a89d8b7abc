package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Background;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class RowsModelTest {
    private static final int ROWS = 100_000;

    @TempDir Path folder;
    private final ManualFx fx = new ManualFx();
    private final List<Throwable> failures = new ArrayList<>();
    private int arrived;

    @Test
    void aHundredThousandRowsAreReadWhereTheyAreLookedAt() throws Exception {
        var rows = model(file(ROWS));
        assertThat(rows.size()).isEqualTo(ROWS);
        assertThat(rows.row(77_777)).isEmpty();
        fx.frame();
        assertThat(arrived).isEqualTo(1);
        assertThat(rows.row(77_777).orElseThrow().values().path("question").asString())
                .isEqualTo("Question 77777");
        assertThat(rows.row(77_700)).isPresent();
        assertThat(rows.row(1)).isEmpty();
    }

    @Test
    void theFilterGoesThroughTheWholeFileAndBack() throws Exception {
        var rows = model(file(2_000));
        rows.show(Query.parse("question 1999", Set.of()), () -> {});
        fx.frame();
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.number(0)).isEqualTo(1999);
        rows.show(Query.parse("", Set.of()), () -> {});
        assertThat(rows.size()).isEqualTo(2_000);
    }

    @Test
    void anOlderSearchDoesNotOverwriteANewerOne() throws Exception {
        var rows = model(file(300));
        rows.show(Query.parse("Question 7", Set.of()), () -> {});
        rows.show(Query.parse("Question 299", Set.of()), () -> {});
        fx.frame();
        assertThat(rows.size()).isEqualTo(1);
    }

    @Test
    void aFileThatChangedMeanwhileIsReported() throws Exception {
        var file = file(500);
        var rows = model(file);
        Files.writeString(file, "{\"question\": \"other\"}\n");
        rows.row(400);
        fx.frame();
        assertThat(failures)
                .singleElement()
                .isInstanceOf(dev.dspex.dataset.DatasetChangedException.class);
    }

    private RowsModel model(Path file) {
        var program = Program.empty("p").withInputs(List.of(new Field("question", Basic.STR)));
        var loaded = (Loaded.Ok) Datasets.read(file, program);
        return new RowsModel(
                loaded.dataset(),
                new Background(fx, Runnable::run),
                () -> arrived++,
                failures::add);
    }

    private Path file(int rows) throws Exception {
        var file = folder.resolve("rows.jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (var i = 0; i < rows; i++) out.write("{\"question\": \"Question " + i + "\"}\n");
        }
        return file;
    }
}
