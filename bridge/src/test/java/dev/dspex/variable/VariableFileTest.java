package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Problem;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class VariableFileTest {
    private static final String FILE =
            """
            {
              "format": 1,
              "variables": [
                {"name": "temp.reason", "type": "float", "value": 0.3, "minimum": 0, "maximum": 1, "step": 0.05, "optimizer": "TPE"},
                {"name": "temp.reply", "type": "composite", "expression": "temp.reason * 1.5"},
                {"name": "classify.module", "type": "module", "value": "ReAct", "modules": ["Predict", "ReAct"]},
                {"name": "max_iters", "type": "conditional", "when": "classify.module == 'ReAct'", "of": {"type": "integer", "value": 6, "minimum": 2, "maximum": 12}},
                {"name": "classify.instr", "type": "instruction", "value": "Decide how soon.", "words": 120},
                {"name": "classify.demos", "type": "demos", "value": [{"ticket": "no power", "team": "tech"}], "most": 8},
                {"name": "reply.style", "type": "choice", "value": "plain", "choices": ["plain", "warm", "formal"]}
              ],
              "bindings": [
                {"variable": "temp.reason", "program": "triage", "node": "classify", "parameter": "temperature"},
                {"variable": "temp.reason", "program": "triage", "node": "investigate", "parameter": "temperature"}
              ],
              "constraints": [{"rule": "temp.reason <= 0.5 || reply.style != 'formal'", "description": "stiff"}]
            }
            """;

    private static VariableSpace space(String text) {
        return switch (VariableFile.parse(text, "variables.json")) {
            case Checked.Ok(var space) -> space;
            case Checked.Bad(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<Problem> problems(String text) {
        return switch (VariableFile.parse(text, "variables.json")) {
            case Checked.Ok ok -> throw new AssertionError(ok);
            case Checked.Bad(var problems) -> problems;
        };
    }

    @Test
    void everyKindIsRead() {
        VariableSpace space = space(FILE);

        assertThat(space.variables())
                .extracting(Variable::kind)
                .containsExactly(
                        "float",
                        "composite",
                        "module",
                        "conditional",
                        "instruction",
                        "demos",
                        "choice");
        assertThat(space.value("temp.reply")).isEqualTo(0.45);
        assertThat(space.isActive("max_iters")).isTrue();
        assertThat(space.bindingsOf("temp.reason")).hasSize(2);
        assertThat(space(VariableFile.text(space))).isEqualTo(space);
    }

    @Test
    void problemsHaveFileVariableKeyAndLine() {
        assertThat(problems(FILE.replace("\"value\": 0.3", "\"value\": 1.3")))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.text())
                                    .isEqualTo(
                                            "variables.json:4:55: \"temp.reason\" must be a number"
                                                    + " from 0 to 1 in steps of 0.05, not 1.3.");
                            assertThat(problem.node()).isEqualTo("temp.reason");
                            assertThat(problem.field()).isEqualTo("value");
                        });
        assertThat(problems(FILE.replace("* 1.5", "* x")))
                .extracting(Problem::line, Problem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(5, "bad_expression"));
        assertThat(problems(FILE.replace("reply.style !=", "reply.stil !=")))
                .extracting(Problem::line, Problem::hint)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(16, "Did you mean \"reply.style\"?"));
        assertThat(problems(FILE.replace("\"temp.reason\", \"program\"", "\"temp\", \"program\"")))
                .extracting(Problem::code)
                .containsOnly("unknown_variable");
        assertThat(problems(FILE.replace("\"type\": \"float\"", "\"type\": \"flot\"")))
                .extracting(Problem::hint)
                .contains("Did you mean \"float\"?");
        assertThat(problems(FILE.replace("\"most\"", "\"moost\"")))
                .extracting(Problem::message)
                .containsExactly(
                        "The key \"moost\" of the variable \"classify.demos\" is unknown.");
        assertThat(problems(FILE.replace("\"format\": 1", "\"format\": 2")))
                .extracting(Problem::code)
                .containsExactly("newer_format");
        assertThat(problems("{")).extracting(Problem::code).containsExactly("syntax");
    }

    @Test
    void aParameterHasOneDriver() {
        assertThat(
                        problems(
                                FILE.replace(
                                        "\"temp.reason\", \"program\": \"triage\", \"node\":"
                                                + " \"investigate\"",
                                        "\"temp.reply\", \"program\": \"triage\", \"node\":"
                                                + " \"classify\"")))
                .extracting(Problem::message)
                .containsExactly(
                        "triage/classify.temperature is bound to both \"temp.reason\" and"
                                + " \"temp.reply\".");
    }

    @Test
    void aProjectWithoutTheFileHasNoVariables(@TempDir Path folder) throws IOException {
        assertThat(VariableFile.read(folder)).isEqualTo(new Checked.Ok(VariableSpace.EMPTY));

        VariableFile.write(folder, space(FILE));

        assertThat(VariableFile.read(folder)).isEqualTo(new Checked.Ok(space(FILE)));
        assertThat(Files.readString(folder.resolve("variables.json")))
                .isEqualTo(VariableFile.text(space(FILE)));
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadTheSame(@ForAll("spaces") VariableSpace space) {
        VariableSpace read = space(VariableFile.text(space));

        assertThat(read).isEqualTo(space);
        assertThat(VariableFile.text(read)).isEqualTo(VariableFile.text(space));
    }

    @Provide
    Arbitrary<VariableSpace> spaces() {
        Arbitrary<List<Variable.Chosen>> chosen = chosen().list().ofMinSize(0).ofMaxSize(8);
        return Combinators.combine(chosen, Arbitraries.strings().ofMaxLength(20))
                .as(VariableFileTest::space);
    }

    private static VariableSpace space(List<Variable.Chosen> chosen, String words) {
        List<Variable> variables = new ArrayList<>();
        for (Variable.Chosen variable : chosen) {
            String name = "v" + variables.size();
            About about = new About(words, words.isEmpty() ? null : "TPE", Map.of("note", words));
            variables.add(
                    variables.isEmpty() || variable.domain() instanceof Domain.DemoSet
                            ? new Variable.Free(name, variable.domain(), variable.value(), about)
                            : new Variable.Conditional(
                                    name, "v0 == v0", variable.domain(), variable.value(), about));
        }
        List<Binding> bindings = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        if (!variables.isEmpty()) {
            variables.add(Spaces.composite("sum", "v0 == v0 ? 1 : 2"));
            bindings.add(new Binding("sum", "p", "n", "max_iters"));
            bindings.add(new Binding("v0", "p", "", "adapter"));
            rules.add(new Rule("sum > 0", words));
        }
        return Spaces.of(variables, bindings, rules);
    }

    private static Arbitrary<Variable.Chosen> chosen() {
        Arbitrary<Double> doubles = Arbitraries.doubles().between(-1e6, 1e6);
        return Arbitraries.oneOf(
                Combinators.combine(doubles, doubles)
                        .as(
                                (a, b) ->
                                        new Variable.Free(
                                                "x",
                                                new Domain.FloatRange(
                                                        Math.min(a, b), Math.max(a, b), null),
                                                a)),
                Arbitraries.longs()
                        .between(-1_000_000, 1_000_000)
                        .map(
                                n ->
                                        new Variable.Free(
                                                "x", new Domain.IntegerRange(n, n + 10, 5), n + 5)),
                Arbitraries.strings()
                        .ofMaxLength(12)
                        .map(
                                text ->
                                        new Variable.Free(
                                                "x",
                                                new Domain.Choice(
                                                        List.<Object>of(text, true, 1L, 2.5)),
                                                text)),
                Arbitraries.strings()
                        .ofMaxLength(40)
                        .map(text -> new Variable.Free("x", new Domain.Instruction(0), text)),
                Arbitraries.strings()
                        .ofMaxLength(12)
                        .map(
                                text ->
                                        new Variable.Free(
                                                "x",
                                                new Domain.DemoSet(3),
                                                new Demos(
                                                        List.of(
                                                                JsonNodeFactory.instance
                                                                        .objectNode()
                                                                        .put("q", text))))));
    }
}
