package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Which optimizer fits and what it will cost, said before anything is spent. */
class AdviseTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    @Test
    void adviceNamesAnOptimizerWithItsReasonAndItsCostAndStartsNothing() {
        Dx.Said said = Dx.run("optimize", "--project", project, "--advise");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Recommended: ")
                .contains("Because:     There are texts only")
                .contains(" LM calls, $0.00")
                .contains("a rehearsal on a few rows");
        assertThat(Dx.run("runs", "--project", project, "--json").json().path("runs")).isEmpty();
    }

    @Test
    void whatAnEvaluationTookGoesOverTheRehearsalAndAWorseChoiceIsSaid() {
        Dx.Said evaluated = Dx.run("eval", "--project", project, "--json");
        assertThat(evaluated.exit()).as(evaluated.err()).isZero();
        Dx.Said said =
                Dx.run(
                        "optimize",
                        "--project",
                        project,
                        "--advise",
                        "--optimizer",
                        "LabeledFewShot",
                        "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().path("kind").asString()).isEqualTo("advice");
        assertThat(said.json().at("/forecast/source").asString()).isEqualTo("runs");
        assertThat(said.json().path("objection").asString()).contains("a baseline");
    }

    @Test
    void theForecastIsSaidBeforeAStartAndHolds() {
        Dx.Said said =
                Dx.run(
                        "optimize",
                        "--project",
                        project,
                        "--optimizer",
                        "BootstrapFewShot",
                        "--limit",
                        "10",
                        "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).contains("Forecast: ");
        long forecast =
                Long.parseLong(said.err().split("Forecast: ")[1].split(" ")[0].replace(",", ""));
        double used = said.json().at("/usage/calls").asDouble();
        assertThat(used / forecast).isBetween(1 / 1.5, 1.5);
    }
}
