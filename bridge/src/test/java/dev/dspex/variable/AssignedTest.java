package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.ModuleNode;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.Test;

import java.util.List;

class AssignedTest {
    private static final Program TRIAGE =
            program(
                    """
                    {"format": 1, "name": "triage",
                     "inputs": [{"name": "ticket", "type": "str"}],
                     "outputs": [{"name": "team", "type": "str"}],
                     "nodes": [
                       {"id": "classify", "kind": "ChainOfThought",
                        "signature": {"name": "Classify", "instructions": "Decide.",
                          "inputs": [{"name": "ticket", "type": "str"}],
                          "outputs": [{"name": "team", "type": "str"}]},
                        "parameters": {"temperature": 0.3}}],
                     "links": [{"from": "input.ticket", "to": "classify.ticket"},
                               {"from": "classify.team", "to": "output.team"}]}
                    """);

    private static Program program(String text) {
        return switch (ProgramFile.parse(text, "triage.program.json")) {
            case Read.Ok ok -> ok.program();
            case Read other -> throw new AssertionError(other.problems());
        };
    }

    private static VariableSpace bound(Variable variable, String node, String parameter) {
        return Spaces.of(
                List.of(variable),
                List.of(new Binding(variable.name(), "triage", node, parameter)),
                List.of());
    }

    private static ModuleNode classify(Assigned assigned) {
        return (ModuleNode) assigned.program().node("classify").orElseThrow();
    }

    @Test
    void everyParameterOfTheProgramIsFound() {
        assertThat(Targets.of(TRIAGE, List.of("practice", "main")))
                .extracting(Target::path)
                .containsExactly(
                        "adapter",
                        "classify.temperature",
                        "classify.max_tokens",
                        "classify.top_p",
                        "classify.instructions",
                        "classify.demos",
                        "classify.lm",
                        "classify.kind",
                        "classify.description.ticket",
                        "classify.description.team");
    }

    @Test
    void aVariableOfAParameterHasItsTypeItsConstraintAndItsValue() {
        Variable.Free temperature =
                Targets.find(TRIAGE, "classify", "temperature", List.of())
                        .orElseThrow()
                        .variable("t");

        assertThat(temperature)
                .isEqualTo(new Variable.Free("t", new Domain.FloatRange(0, 2, null), 0.3));
        assertThat(
                        Targets.find(TRIAGE, "classify", "kind", List.of())
                                .orElseThrow()
                                .variable("k")
                                .domain())
                .isEqualTo(
                        new Domain.Modules(
                                List.of(
                                        "Predict",
                                        "ChainOfThought",
                                        "MultiChainComparison",
                                        "TreeOfThoughts")));
    }

    @Test
    void everyBoundParameterTakesTheValueOfItsVariable() {
        assertThat(
                        classify(
                                        Assigned.of(
                                                bound(
                                                        Spaces.number("t", 0.9),
                                                        "classify",
                                                        "temperature"),
                                                TRIAGE))
                                .parameters()
                                .temperature())
                .isEqualTo(0.9);
        assertThat(
                        classify(
                                        Assigned.of(
                                                bound(
                                                        new Variable.Free(
                                                                "i",
                                                                new Domain.Instruction(0),
                                                                "Think."),
                                                        "classify",
                                                        "instructions"),
                                                TRIAGE))
                                .signature()
                                .instructions())
                .isEqualTo("Think.");
        assertThat(
                        classify(
                                        Assigned.of(
                                                bound(
                                                        new Variable.Free(
                                                                "k",
                                                                new Domain.Modules(
                                                                        List.of("Predict")),
                                                                "Predict"),
                                                        "classify",
                                                        "kind"),
                                                TRIAGE))
                                .kindName())
                .isEqualTo("Predict");
        assertThat(
                        classify(
                                        Assigned.of(
                                                bound(
                                                        Spaces.choice("l", "main", "main", "x"),
                                                        "classify",
                                                        "lm"),
                                                TRIAGE))
                                .lm())
                .isEqualTo("main");
        assertThat(
                        classify(
                                        Assigned.of(
                                                bound(
                                                        new Variable.Free(
                                                                "d",
                                                                new Domain.Instruction(0),
                                                                "The mail"),
                                                        "classify",
                                                        "description.ticket"),
                                                TRIAGE))
                                .signature()
                                .inputs()
                                .getFirst()
                                .description())
                .isEqualTo("The mail");
        assertThat(
                        Assigned.of(
                                        bound(
                                                Spaces.choice(
                                                        "a",
                                                        "JSONAdapter",
                                                        "ChatAdapter",
                                                        "JSONAdapter"),
                                                "",
                                                "adapter"),
                                        TRIAGE)
                                .adapter())
                .isEqualTo("JSONAdapter");
    }

    @Test
    void aRunRecordsTheValues() {
        Assigned assigned =
                Assigned.of(bound(Spaces.number("t", 0.9), "classify", "temperature"), TRIAGE);

        assertThat(assigned.record().toString()).isEqualTo("{\"t\":0.9}");
        assertThat(assigned.problems()).isEmpty();
    }

    @Test
    void aParameterThatIsGoneIsSaid() {
        assertThat(Assigned.check(bound(Spaces.number("t", 0.9), "clasify", "temperature"), TRIAGE))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.isError()).isFalse();
                            assertThat(problem.message())
                                    .isEqualTo(
                                            "The variable \"t\" is bound to"
                                                + " triage/clasify.temperature, and the program has"
                                                + " no such parameter.");
                            assertThat(problem.hint())
                                    .isEqualTo("Did you mean classify.temperature? Bind it there.");
                        });
    }

    @Test
    void aValueThatItsParameterCannotHaveIsAnError() {
        assertThat(
                        Assigned.check(
                                bound(
                                        Spaces.composite("t", "1.5 * 2.0"),
                                        "classify",
                                        "temperature"),
                                TRIAGE))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.isError()).isTrue();
                            assertThat(problem.message())
                                    .isEqualTo(
                                            "triage/classify.temperature must be a number from 0"
                                                    + " to 2, and its variable \"t\" is 3.");
                        });
    }

    @Test
    void anActiveConditionalGoesBeforeTheOthers() {
        Variable.Conditional cooler =
                new Variable.Conditional(
                        "cooler", "t > 0.5", new Domain.FloatRange(0, 1, null), 0.1, About.NOTHING);
        List<Binding> bindings =
                List.of(
                        new Binding("t", "triage", "classify", "temperature"),
                        new Binding("cooler", "triage", "classify", "temperature"));

        assertThat(
                        classify(
                                        Assigned.of(
                                                Spaces.of(
                                                        List.of(Spaces.number("t", 0.9), cooler),
                                                        bindings,
                                                        List.of()),
                                                TRIAGE))
                                .parameters()
                                .temperature())
                .isEqualTo(0.1);
        assertThat(
                        classify(
                                        Assigned.of(
                                                Spaces.of(
                                                        List.of(Spaces.number("t", 0.4), cooler),
                                                        bindings,
                                                        List.of()),
                                                TRIAGE))
                                .parameters()
                                .temperature())
                .isEqualTo(0.4);
    }

    @Test
    void aSettingWaitsWhileTheKindOfItsNodeDoesNotKnowIt() {
        VariableSpace space =
                Spaces.of(
                        List.of(
                                new Variable.Free(
                                        "k",
                                        new Domain.Modules(
                                                List.of("Predict", "MultiChainComparison")),
                                        "Predict"),
                                Spaces.whole("n", 7)),
                        List.of(
                                new Binding("n", "triage", "classify", "M"),
                                new Binding("k", "triage", "classify", "kind")),
                        List.of());

        Assigned without = Assigned.of(space, TRIAGE);
        VariableSpace other =
                switch (space.with(java.util.Map.of("k", "MultiChainComparison"))) {
                    case Step.Taken taken -> taken.space();
                    case Step.Refused refused -> throw new AssertionError(refused);
                };

        assertThat(without.problems()).extracting(Problem::message).isEmpty();
        assertThat(without.values()).containsOnlyKeys("k");
        assertThat(classify(Assigned.of(other, TRIAGE)).parameters().whole("M")).isEqualTo(7);
    }
}
