package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams side by side and written functions, by command: their JSON, exit codes and replays. */
class StreamingTest {
    private static final String LANES =
            """
            {"format": 1, "programs": {"classify": {"inputs": {"review": "Lovely food"}, "plan": {
              "lanes": [
                {"id": "A", "name": "Plain", "node": null, "kind": null, "lm": null,
                 "temperature": null, "fallbacks": []},
                {"id": "B", "name": "Short", "node": null, "kind": "Predict", "lm": null,
                 "temperature": null, "fallbacks": []}],
              "pick": "best_of", "gate": null, "threshold": 0.5, "judge": null, "margin": 0.1,
              "rules": [], "replay_pace": null}}}}
            """;

    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    @Test
    void aRaceIsStoredWithItsLanesAndReplayedAsItWas() throws IOException {
        Files.writeString(project.resolve("streams.json"), LANES);
        Dx.Said said = Dx.run("stream", project, "--pick", "RACE", "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().propertyNames())
                .containsExactly(
                        "run", "status", "outputs", "winner", "why", "lanes", "usage", "seconds");
        assertThat(said.json().path("winner").asString("")).isIn("A", "B");
        assertThat(said.json().at("/outputs").propertyNames()).containsExactly("verdict");
        assertThat(said.json().path("lanes").size()).isEqualTo(2);

        Dx.Said replayed = Dx.run("replay", "1", "--project", project);
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.err()).contains("Equal to the run.", " 0 tokens");
        Dx.Said paced = Dx.run("replay", "1", "--project", project, "--pace", "50");
        assertThat(paced.exit()).as(paced.err()).isZero();
        Dx.Said none = Dx.run("replay", "1", "--project", project, "--pace", "fast");
        assertThat(none.exit()).as(none.err()).isEqualTo(2);
        assertThat(none.err()).contains("The pace \"fast\" is none.");
    }

    @Test
    void lanesThatCannotBeReadAreNamedBeforeAnythingRuns() throws IOException {
        Files.writeString(project.resolve("streams.json"), LANES.replace("best_of", "fastest"));
        Dx.Said said = Dx.run("stream", project, "--json");
        assertThat(said.exit()).as(said.err()).isEqualTo(2);
        assertThat(said.code()).isEqualTo("bad_streams");
        assertThat(Dx.run("runs", project, "--json").json().path("runs").size()).isZero();
    }

    @Test
    void aFunctionIsWrittenKeptInTheHistoryAndReplayed() {
        Dx.Said said = write("Twice the number: `2 * x`. Right is `double(3) == 6`.", "double(x)");
        assumeThat(said.code()).isNotEqualTo("sandbox_unavailable");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().path("accepted").asBoolean()).isTrue();
        assertThat(said.json().at("/node/source").asString(""))
                .contains("def double(x)", "def run(x)", "def test_double()");
        var kept = said.json().path("trials").get(said.json().path("trials").size() - 1);
        assertThat(kept.path("noticed").asInt()).isPositive();

        var stored = Dx.run("show", "1", "--project", project, "--json").json();
        assertThat(stored.path("kind").asString("")).isEqualTo("scaffold");
        Dx.Said replayed = Dx.run("replay", "1", "--project", project);
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        assertThat(replayed.err()).contains("Equal to the run.");
    }

    @Test
    void whatIsNoFunctionFailsAndIsInTheHistoryToo() {
        Dx.Said said = write("Twice the number.", "double");
        assertThat(said.exit()).as(said.err()).isEqualTo(1);
        assertThat(said.code()).isEqualTo("scaffold_invalid");
        assertThat(Dx.run("runs", project, "--json").json().at("/runs/0/status").asString(""))
                .isEqualTo("failed");
    }

    private Dx.Said write(String task, String function) {
        return Dx.run("scaffold", project, "--task", task, "--function", function, "--json");
    }
}
