package dev.dspex.store;

import static dev.dspex.store.StoreEvents.event;
import static dev.dspex.store.StoreEvents.finished;
import static dev.dspex.store.StoreEvents.log;
import static dev.dspex.store.StoreEvents.provenance;
import static dev.dspex.store.StoreEvents.queued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What goes wrong with a store, and what is said and kept then. */
class StoreTroubleTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("project/.dspex/runs.db");
    }

    @Test
    void aRunThatNobodyWritesAnyMoreIsEndedWhenTheStoreIsOpened() {
        try (RunStore store = RunStore.open(file())) {
            store.append(
                    List.of(
                            event("r-1", 1, queued()),
                            event("r-1", 2, new RunEvent.RunStarted(provenance())),
                            event("r-1", 3, log("x")),
                            event("r-2", 1, queued()),
                            event("r-2", 2, finished())));
            try (RunStore other = RunStore.open(file())) {
                assertThat(other.run("r-1"))
                        .get()
                        .extracting(RunSummary::status)
                        .isEqualTo(RunStatus.RUNNING);
            }
        }
        try (RunStore store = RunStore.open(file())) {
            assertThat(store.run("r-1"))
                    .get()
                    .satisfies(
                            run -> {
                                assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
                                assertThat(run.ended()).isEqualTo(1_000_003.0);
                                assertThat(run.error())
                                        .extracting(error -> error.hint())
                                        .asString()
                                        .isNotEmpty();
                            });
            assertThat(store.events("r-1", 4, Set.of()))
                    .singleElement()
                    .satisfies(
                            last ->
                                    assertThat(last.event())
                                            .isInstanceOf(RunEvent.RunFinished.class));
            assertThat(store.run("r-2"))
                    .get()
                    .extracting(RunSummary::status)
                    .isEqualTo(RunStatus.FINISHED);
        }
    }

    @Test
    void aFullDiskIsToldToTheCallerAndTheStoreGoesOnReading() {
        try (RunStore store = RunStore.open(file(), 40)) {
            store.append(List.of(event("r-1", 1, queued())));
            StoreException full =
                    catchThrowableOfType(
                            StoreException.class,
                            () -> {
                                for (long seq = 2; seq < 1_000; seq++) {
                                    store.append(
                                            List.of(event("r-1", seq, log("x".repeat(5_000)))));
                                }
                            });
            assertThat(full.error().code()).isEqualTo("disk_full");
            assertThat(full.error().hint()).isNotEmpty();
            long stored = store.lastSeq("r-1");
            assertThat(stored).isPositive();
            assertThat(store.events("r-1")).hasSize((int) stored);
        }
        try (RunStore store = RunStore.open(file())) {
            assertThat(store.run("r-1"))
                    .get()
                    .extracting(RunSummary::status)
                    .isEqualTo(RunStatus.INTERRUPTED);
        }
    }

    @Test
    void aReadOnlyStoreRefusesToAppend() {
        RunStore.open(file()).close();
        try (RunStore store = RunStore.openReadOnly(file())) {
            assertThat(store.readOnly()).isTrue();
            assertThatThrownBy(() -> store.append(List.of(event("r-1", 1, queued()))))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> {
                                assertThat(e.error().code()).isEqualTo("store_read_only");
                                assertThat(e.error().hint()).isNotEmpty();
                            });
        }
    }

    @Test
    void aFileThatIsNoStoreIsExplained() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "not a database, but long enough to be looked at ".repeat(100));
        assertThatThrownBy(() -> RunStore.open(file()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error().code()).isEqualTo("store_damaged"));
        assertThatThrownBy(() -> RunStore.openReadOnly(folder.resolve("none.db")))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error().code()).isEqualTo("store_read_only"));
    }

    @Test
    void aClosedStoreSaysSo() {
        RunStore store = RunStore.open(file());
        store.close();
        assertThatThrownBy(() -> store.append(List.of(event("r-1", 1, queued()))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.runs(RunFilter.ALL))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aProjectThatMayNotBeWrittenStoresItsRunsWithThePerson() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Path personal = folder.resolve("personal");
        try (ProjectStore own = ProjectStore.open(project, personal)) {
            assertThat(own.personal()).isFalse();
            own.store().append(List.of(event("r-1", 1, queued()), event("r-1", 2, finished())));
            assertThat(project.resolve(".dspex/.gitignore")).hasContent("*");
        }
        Path locked = Files.createDirectories(folder.resolve("locked"));
        Files.writeString(locked.resolve(".dspex"), "a file where the folder should be");
        try (ProjectStore with = ProjectStore.open(locked, personal)) {
            assertThat(with.personal()).isTrue();
            assertThat(with.store().file()).startsWith(personal);
            with.store().append(List.of(event("r-9", 1, queued())));
        }
        try (ProjectStore again = ProjectStore.open(locked, personal)) {
            assertThat(again.store().run("r-9")).isPresent();
        }
    }
}
