package dev.dspex.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Every sample comes with a run of its own program, which a new store takes. */
class RecordingsTest {
    private static final Path SAMPLES = Path.of(System.getProperty("dspex.home"), "assets/samples");

    @TempDir Path folder;

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> found = Files.list(SAMPLES)) {
            return found.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theRunOfASampleIsOneOfItsProgramAsItIs(Path sample) throws IOException {
        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            List<String> taken = Recordings.take(sample, store);

            assertThat(taken).hasSize(1);
            RunSummary run = store.run(taken.getFirst()).orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.calls()).isPositive();
            assertThat(run.summary().path("outputs").isEmpty()).isFalse();
            var opened = (Opened.Ok) Projects.open(sample);
            var main = Objects.requireNonNull(opened.program());
            assertThat(run.program()).isEqualTo(main);
            Read.Ok now = (Read.Ok) ProgramFile.read(opened.project().programPath(main));
            assertThat(sha256(store, run.id())).isEqualTo(ProgramFile.sha256(now.program()));
        }
    }

    @Test
    void aRecordedRunTakesNoIdThatARunIsGiven() throws IOException {
        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            String own = store.newRunId(Clock.systemDefaultZone());
            List<String> first = Recordings.take(SAMPLES.resolve("support-triage"), store);
            List<String> second = Recordings.take(SAMPLES.resolve("support-triage"), store);

            assertThat(first).doesNotContain(own).doesNotContainAnyElementsOf(second);
            assertThat(store.runs(RunFilter.ALL)).hasSize(2);
        }
    }

    @Test
    void aProjectWithoutRecordingsHasNone() throws IOException {
        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            assertThat(Recordings.take(folder, store)).isEmpty();
        }
    }

    private static String sha256(RunStore store, String run) {
        try (Stream<Stamped> started = store.events(run, 1, Set.of(EventType.RUN_STARTED))) {
            return started.map(event -> (RunEvent.RunStarted) event.event())
                    .map(event -> event.provenance().programSha256())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
