package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs are found by what a person keeps with them, and give back the room that they take. */
class UpkeepTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
        for (int i = 0; i < 2; i++) {
            Dx.Said said = dx("eval", "--limit", "3", "--json");
            assertThat(said.exit()).as(said.err()).isZero();
        }
    }

    private Dx.Said dx(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--project";
        all[arguments.length + 1] = project;
        return Dx.run(all);
    }

    private Path journal(String run) {
        return project.resolve(".dspex/calls").resolve(run);
    }

    @Test
    void tagsAndNotesAreKeptAndFoundAgain() {
        Dx.Said marked = dx("mark", "1", "--tag", "baseline", "--note", "Before the new data");
        assertThat(marked.exit()).as(marked.err()).isZero();
        assertThat(dx("runs", "--tag", "baseline", "--json").json().path("runs")).hasSize(1);
        assertThat(dx("runs", "--search", "NEW DATA").out())
                .contains("[baseline]  Before the new data")
                .hasLineCount(1);
        assertThat(dx("runs", "--search", "eval", "--json").json().path("runs")).hasSize(2);

        dx("mark", "1", "--untag", "baseline", "--note", "");
        assertThat(dx("runs", "--tag", "baseline").err()).contains("No run is like that.");
    }

    @Test
    void aPrunedRunStaysAndADeletedOneIsGone() {
        String first = dx("show", "1", "--json").json().path("run").asString();
        var disk = dx("runs", "--disk", "--json").json().at("/runs/1/disk");
        assertThat(disk.path("events").asLong()).isPositive();
        assertThat(disk.path("journal").asLong()).isPositive();
        assertThat(journal(first)).isDirectory();

        Dx.Said pruned = dx("prune", "1", "--json");
        assertThat(pruned.json().at("/runs/0/freed").asLong())
                .isEqualTo(disk.path("journal").asLong());
        assertThat(journal(first)).doesNotExist();
        assertThat(dx("show", "1").exit()).isZero();
        Dx.Said replayed = dx("replay", "1");
        assertThat(replayed.exit()).isNotZero();
        assertThat(replayed.err()).contains("has no journal here");

        assertThat(dx("delete", "1").err()).contains("--yes is missing");
        assertThat(dx("delete", "1", "--yes").exit()).isZero();
        assertThat(dx("runs", "--json").json().path("runs")).hasSize(1);
        assertThat(dx("show", "1").err()).contains("There is no run \"1\"");
        assertThat(Files.exists(journal(first))).isFalse();
        assertThat(dx("show", "2").exit()).isZero();
    }
}
