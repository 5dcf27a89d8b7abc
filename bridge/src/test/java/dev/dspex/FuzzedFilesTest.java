package dev.dspex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.dataset.TableDisk;
import dev.dspex.edit.Fragment;
import dev.dspex.edit.Recovery;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.optimize.LearnedState;
import dev.dspex.program.Problem;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.python.SignatureReader;
import dev.dspex.project.Opened;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;
import dev.dspex.project.Trust;
import dev.dspex.store.RunStore;
import dev.dspex.store.StoreException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import org.junit.jupiter.api.function.Executable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Every file that Java reads, damaged at random: what is wrong is said with the name of the file,
 * nothing fails otherwise, and nothing takes long.
 */
class FuzzedFilesTest {
    /** A build finds what it found before; new damage is tried by changing it. */
    private static final String SEED = "20261123";

    private static final Path SAMPLE =
            Path.of("..").toAbsolutePath().normalize().resolve("assets/samples/support-triage");
    private static final String SHOWN = "programs/triage.program.json";

    /** Far more than the two seconds that a person would wait: machines are slow at times. */
    private static final Duration HANGS = Duration.ofSeconds(30);

    private Path folder = Path.of("");

    @BeforeProperty
    void make() throws IOException {
        folder = Files.createTempDirectory("fuzzed");
    }

    @AfterProperty
    void remove() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    @Property(tries = 600, seed = SEED)
    void programs(@ForAll long seed, @ForAll boolean noise) {
        var file = write("triage.program.json", damaged(sample(SHOWN), seed, noise));
        within(
                () -> {
                    var read = ProgramFile.read(file, SHOWN);
                    assertNamed(read.problems(), SHOWN);
                    if (!(read instanceof Read.Ok)) assertThat(read.problems()).isNotEmpty();
                });
    }

    @Property(tries = 400, seed = SEED)
    void projects(@ForAll long seed, @ForAll boolean noise) {
        write("project/programs/triage.program.json", bytes(sample(SHOWN)));
        write("project/dspex.json", damaged(sample(ProjectFile.NAME), seed, noise));
        within(
                () -> {
                    var opened = Projects.open(folder.resolve("project"));
                    if (opened instanceof Opened.Bad(var problems)) {
                        assertThat(problems).isNotEmpty();
                        assertNamed(problems, ProjectFile.NAME);
                    }
                });
    }

    @Property(tries = 400, seed = SEED)
    void data(@ForAll long seed, @ForAll boolean noise, @ForAll boolean csv) {
        var lines = sample("data/train.jsonl").lines().limit(4).toList();
        var valid =
                csv
                        ? "ticket,queue,priority\n\"a, b\",Amber,P1\n\"say \"\"no\"\"\",Dune,P2\n"
                        : String.join("\n", lines) + "\n";
        var name = csv ? "data/train.csv" : "data/train.jsonl";
        var file = write(name, damaged(valid, seed, noise));
        var program = ((Read.Ok) ProgramFile.parse(sample(SHOWN), SHOWN)).program();
        within(
                () -> {
                    var loaded = Datasets.read(file, name, program);
                    assertNamed(loaded.problems(), name);
                    if (loaded instanceof Loaded.Ok(var rows, _))
                        assertThat(rows.rows()).isNotEmpty();
                    if (new TableDisk(file, name).read() instanceof TableDisk.Opened.Bad(var bad))
                        assertNamed(bad, name);
                });
    }

    @Property(tries = 200, seed = SEED)
    void learnedStates(@ForAll long seed, @ForAll boolean noise) {
        var valid =
                """
                {"classify.predict": {"traces": [], "train": [],
                  "demos": [{"augmented": true, "ticket": "a", "queue": "Amber"}],
                  "signature": {"instructions": "Choose.", "fields": [{"prefix": "Ticket:"}]},
                  "lm": null}, "metadata": {"dependency_versions": {"dspy": "3.4.1"}}}
                """;
        var file = write("state.json", damaged(valid, seed, noise));
        within(
                () -> {
                    try {
                        var state = LearnedState.read(file);
                        for (var predictor : state.predictors()) {
                            state.instructions(predictor);
                            state.demos(predictor);
                            state.emptyDemo(predictor);
                        }
                    } catch (IOException e) {
                        assertThat(e).hasMessageContaining("state.json");
                    }
                });
    }

    @Property(tries = 200, seed = SEED)
    void journals(@ForAll long seed, @ForAll boolean noise) throws IOException {
        var journal = folder.resolve("journal");
        var program = ((Read.Ok) ProgramFile.parse(sample(SHOWN), SHOWN)).program();
        new Recovery(journal).keep(program.withDescription("Mine"), program, Instant.EPOCH);
        var valid = Files.readString(journal.resolve("triage.json"));
        write("journal/triage.json", damaged(valid, seed, noise));
        within(() -> new Recovery(journal).find("triage"));
    }

    @Property(tries = 200, seed = SEED)
    void settingsAndTrust(@ForAll long seed, @ForAll boolean noise) {
        var valid =
                """
                {"theme": "dark", "font_scale": 1.25,
                 "recent_projects": ["/a",
                   "/b"],
                 "workers": 3,
                 "lms": [{"alias": "main", "model": "openai/x", "parameters": {"temperature": 0}}]}
                """;
        var file = write("settings.json", damaged(valid, seed, noise));
        write("trusted.json", damaged("{\"folders\": [\"/a\", \"/b\"]}", seed, noise));
        within(
                () -> {
                    var settings = Settings.load(file);
                    settings.lms();
                    settings.recent();
                    assertThat(settings.get(Setting.FONT_SCALE)).isBetween(0.8, 2.0);
                    assertThat(settings.get(Setting.WORKERS)).isBetween(1, 64);
                    assertThat(new Trust(folder).trusts(SAMPLE)).isFalse();
                });
    }

    /** What lies in the clipboard is no file, but as unknown as one. */
    @Property(tries = 400, seed = SEED)
    void fragmentsAndSignatures(@ForAll long seed, @ForAll boolean noise) {
        var program = ((Read.Ok) ProgramFile.parse(sample(SHOWN), SHOWN)).program();
        var copied = Fragment.of(program, Set.of("classify", "prioritise")).text();
        var code =
                """
                class ChooseTeam(dspy.Signature):
                    \"""Choose the team.\"""

                    ticket: str = dspy.InputField(desc='Text', min_length=1)
                    queue: Literal['a', 'b'] | None = dspy.OutputField()
                """;
        within(
                () -> {
                    Fragment.parse(text(damaged(copied, seed, noise)));
                    SignatureReader.read(text(damaged(code, seed, noise)), List.of("Customer"));
                });
    }

    @Property(tries = 60, seed = SEED)
    void runStores(@ForAll long seed, @ForAll boolean noise) throws IOException {
        var file = folder.resolve("store/runs.db");
        for (var end : List.of("", "-wal", "-shm"))
            Files.deleteIfExists(file.resolveSibling("runs.db" + end));
        RunStore.open(file).close();
        var bytes = noise ? Mangled.bytes(seed) : scratched(Files.readAllBytes(file), seed);
        Files.write(file, bytes);
        within(
                () -> {
                    try (var store = RunStore.open(file)) {
                        store.find("1");
                    } catch (StoreException e) {
                        assertThat(e.error().message()).isNotBlank();
                        assertThat(e.error().hint()).isNotBlank();
                    }
                });
    }

    private static byte[] scratched(byte[] bytes, long seed) {
        var random = new java.util.Random(seed);
        for (var i = 0; i < 40; i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        return bytes;
    }

    private static void assertNamed(List<Problem> problems, String file) {
        for (var problem : problems) {
            assertThat(problem.file()).as(problem.text()).isNotNull().endsWith(file);
            assertThat(problem.message()).isNotBlank();
        }
    }

    private static void within(Executable reading) {
        assertTimeoutPreemptively(HANGS, reading);
    }

    private static byte[] damaged(String valid, long seed, boolean noise) {
        return noise && seed % 4 == 0 ? Mangled.bytes(seed) : Mangled.of(valid, seed);
    }

    private Path write(String name, byte[] bytes) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sample(String name) {
        try {
            return Files.readString(SAMPLE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
