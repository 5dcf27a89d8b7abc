package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Studies over variables are resumed and branched as others are. */
class ContinuingStudiesTest {
    private static final String VARIABLES =
            """
            {"format": 1,
             "variables": [
               {"name": "heat", "type": "float", "value": %s, "minimum": 0, "maximum": 1},
               {"name": "module", "type": "module", "value": "Predict",
                "modules": ["Predict", "ChainOfThought"]}],
             "bindings": [
               {"variable": "heat", "program": "classify", "node": "judge",
                "parameter": "temperature"},
               {"variable": "module", "program": "classify", "node": "judge",
                "parameter": "kind"}]}
            """;

    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
        variables("0.5");
    }

    private void variables(String heat) throws IOException {
        Files.writeString(project.resolve("variables.json"), VARIABLES.formatted(heat));
    }

    private Dx.Said optimize(String... more) {
        List<Object> all = new ArrayList<>(List.of("optimize", "--project", project, "--json"));
        all.addAll(List.of(more));
        return Dx.run(all.toArray());
    }

    private Dx.Said study(String... more) {
        List<String> all = new ArrayList<>(List.of("--optimizer", "TPE", "--set", "trials=4"));
        all.addAll(List.of("--limit", "6"));
        all.addAll(List.of(more));
        return optimize(all.toArray(String[]::new));
    }

    @Test
    void aPausedStudyGoesOnAndEndsAsOneThatWasNotPaused() throws IOException {
        Dx.Said whole = study();
        assertThat(whole.exit()).as(whole.err()).isZero();
        long calls = whole.json().at("/usage/calls").asLong();

        Dx.Said paused = study("--pause-after", String.valueOf(calls / 2));
        assertThat(paused.exit()).as(paused.err()).isEqualTo(4);
        String run = paused.json().path("run").asString();

        Dx.Said resumed = optimize("--resume", run);
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.json().path("run").asString()).isEqualTo(run);
        assertThat(resumed.json().path("values")).isEqualTo(whole.json().path("values"));
        assertThat(resumed.json().path("values").isObject()).isTrue();
        assertThat(resumed.json().path("after")).isEqualTo(whole.json().path("after"));
        assertThat(resumed.json().at("/usage/calls").asLong()).isEqualTo(calls);

        variables("0.6");
        Dx.Said changed = optimize("--resume", run);
        assertThat(changed.code()).isEqualTo("run_changed");
        assertThat(changed.json().at("/error/message").asString()).contains("variables");
    }

    @Test
    void aBranchBeginsWithTheValuesOfACandidate() {
        Dx.Said whole = study();
        String run = whole.json().path("run").asString();

        Dx.Said paused = optimize("--branch", run + "/c2", "--pause-after", "5");
        assertThat(paused.exit()).as(paused.err()).isEqualTo(4);
        Dx.Said branch = optimize("--resume", paused.json().path("run").asString());
        assertThat(branch.exit()).as(branch.err() + branch.out()).isZero();
        Dx.Said shown = Dx.run("show", "2", "--project", project, "--json");
        Dx.Said events = Dx.run("show", "1", "--project", project, "--json");
        assertThat(shown.json().at("/request/variables/heat").asDouble()).isNotEqualTo(0.5);
        assertThat(events.json().at("/request/variables/heat").asDouble()).isEqualTo(0.5);
        assertThat(optimize("--branch", run + "/c77").code()).isEqualTo("candidate_unknown");
    }
}
