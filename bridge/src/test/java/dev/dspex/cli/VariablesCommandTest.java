package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class VariablesCommandTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void makeProject() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    private void variables(String value, String parameter) throws IOException {
        Files.writeString(
                project.resolve("variables.json"),
                """
                {"format": 1,
                 "variables": [
                   {"name": "cool", "type": "float", "value": %s, "minimum": 0, "maximum": 1},
                   {"name": "warm", "type": "composite", "expression": "cool * 2.0"}],
                 "bindings": [{"variable": "warm", "program": "classify", "node": "judge", "parameter": "%s"}],
                 "constraints": [{"rule": "warm < 1.5"}]}
                """
                        .formatted(value, parameter));
    }

    @Test
    void theFullRecordOfEachIsTold() throws IOException {
        variables("0.3", "temperature");

        Dx.Said said = Dx.run("variables", project, "--json");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().at("/variables/1/name").asString()).isEqualTo("warm");
        assertThat(said.json().at("/variables/1/value").asDouble()).isEqualTo(0.6);
        assertThat(said.json().at("/variables/1/dependencies/0").asString()).isEqualTo("cool");
        assertThat(said.json().at("/variables/1/observers/0").asString())
                .isEqualTo("classify/judge.temperature");
        assertThat(said.json().at("/variables/0/constraints").asString())
                .isEqualTo("a number from 0 to 1");
        assertThat(said.json().at("/rules/0").asString()).isEqualTo("warm < 1.5");
        assertThat(Dx.run("variables", project).out()).contains("warm", "0.6", "= cool * 2.0");
    }

    @Test
    void whatCouldBeAVariableIsFound() throws IOException {
        variables("0.3", "temperature");

        Dx.Said said = Dx.run("variables", project, "--discover", "--json");

        assertThat(said.json().at("/parameters").valueStream().map(p -> p.at("/path").asString()))
                .contains("adapter", "judge.temperature", "judge.instructions");
        assertThat(
                        said.json()
                                .at("/parameters")
                                .valueStream()
                                .filter(p -> p.at("/path").asString().equals("judge.temperature"))
                                .map(p -> p.at("/variable").asString()))
                .containsExactly("warm");
        assertThat(Dx.run("variables", project, "--discover").out()).contains("← warm");
    }

    @Test
    void badInputIsSaidWithItsPlace() throws IOException {
        variables("1.3", "temperature");
        Dx.Said outside = Dx.run("variables", project, "--json");
        assertThat(outside.exit()).isEqualTo(2);
        assertThat(outside.code()).isEqualTo("value_outside");
        assertThat(outside.json().at("/error/where/file").asString()).isEqualTo("variables.json");
        assertThat(outside.json().at("/error/where/line").asInt()).isEqualTo(3);

        variables("0.9", "temperature");
        assertThat(Dx.run("variables", project, "--json").code()).isEqualTo("rule_broken");

        variables("0.3", "temprature");
        Dx.Said gone = Dx.run("variables", project);
        assertThat(gone.exit()).isZero();
        assertThat(gone.err()).contains("has no such parameter");
    }

    @Test
    void aRunTakesTheValueAndRecordsIt() throws IOException {
        variables("0.3", "temperature");

        Dx.Said run = Dx.run("run", project, "--input", "review=Lovely staff", "--json");
        Dx.Said shown = Dx.run("show", "1", "--project", project, "--json");

        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        assertThat(shown.json().at("/request/variables/warm").asDouble()).isEqualTo(0.6);
        assertThat(shown.json().at("/request/program/nodes/0/parameters/temperature").asDouble())
                .isEqualTo(0.6);
    }
}
