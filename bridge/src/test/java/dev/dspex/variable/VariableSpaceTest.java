package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Problem;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class VariableSpaceTest {
    private static final Variable TEMPERATURE = Spaces.number("temp.reason", 0.3);
    private static final Variable STYLE =
            Spaces.choice("reply.style", "plain", "plain", "warm", "formal");

    private static List<Problem> problems(List<Variable> variables, List<Rule> rules) {
        return switch (VariableSpace.of(variables, List.of(), rules)) {
            case Checked.Ok _ -> List.of();
            case Checked.Bad(var problems) -> problems;
        };
    }

    private static List<Problem> refused(VariableSpace space, String name, Object value) {
        return switch (space.with(Map.of(name, value))) {
            case Step.Taken taken -> throw new AssertionError(taken);
            case Step.Refused(var problems) -> problems;
        };
    }

    private static Step.Taken taken(VariableSpace space, Map<String, Object> values) {
        return switch (space.with(values)) {
            case Step.Taken taken -> taken;
            case Step.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void aCompositeFollowsWhatItReads() {
        VariableSpace space =
                Spaces.of(TEMPERATURE, Spaces.composite("temp.reply", "temp.reason * 1.5"));

        assertThat(space.value("temp.reply")).isEqualTo(0.45);
        assertThat(taken(space, Map.of("temp.reason", 0.2)).changes())
                .containsExactly(
                        new ValueChange("temp.reason", 0.3, 0.2, true, false),
                        new ValueChange("temp.reply", 0.45, 0.3, true, true));
    }

    @Test
    void aConditionalCountsWhileItsConditionHolds() {
        VariableSpace space =
                Spaces.of(
                        Spaces.choice("module", "ReAct", "ReAct", "Predict"),
                        Spaces.conditional("max_iters", "module == 'ReAct'", 6));

        VariableSpace other = taken(space, Map.of("module", "Predict")).space();

        assertThat(space.isActive("max_iters")).isTrue();
        assertThat(other.isActive("max_iters")).isFalse();
        assertThat(other.value("max_iters")).as("it keeps its value").isEqualTo(6L);
    }

    @Test
    void valuesOutsideTheirConstraintAreRefused() {
        VariableSpace space =
                Spaces.of(
                        new Variable.Free("t", new Domain.FloatRange(0, 1, 0.05), 0.3),
                        Spaces.conditional("n", "t > 0.1", 6),
                        STYLE);

        assertThat(refused(space, "t", 1.2))
                .extracting(Problem::message)
                .containsExactly("\"t\" must be a number from 0 to 1 in steps of 0.05, not 1.2.");
        assertThat(refused(space, "t", 0.31)).hasSize(1);
        assertThat(refused(space, "n", 51)).hasSize(1);
        assertThat(refused(space, "n", 2.5)).hasSize(1);
        assertThat(refused(space, "reply.style", "rude"))
                .extracting(Problem::message)
                .containsExactly(
                        "\"reply.style\" must be one of \"plain\", \"warm\", \"formal\", not"
                                + " \"rude\".");
        assertThat(refused(space, "reply.stile", "warm"))
                .extracting(Problem::hint)
                .containsExactly("Did you mean \"reply.style\"?");
    }

    @Test
    void aCompositeCannotBeSet() {
        VariableSpace space = Spaces.of(TEMPERATURE, Spaces.composite("c", "temp.reason + 1.0"));

        assertThat(refused(space, "c", 2.0))
                .extracting(Problem::code)
                .containsExactly("composite_value");
    }

    @Test
    void anUnknownNameInAnExpressionIsNamed() {
        assertThat(
                        problems(
                                List.of(TEMPERATURE, Spaces.composite("c", "temp.reasn * 2.0")),
                                List.of()))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.message())
                                    .isEqualTo(
                                            "The expression \"temp.reasn * 2.0\" names"
                                                    + " \"temp.reasn\", which is no variable.");
                            assertThat(problem.hint()).isEqualTo("Did you mean \"temp.reason\"?");
                            assertThat(problem.node()).isEqualTo("c");
                            assertThat(problem.field()).isEqualTo("expression");
                        });
    }

    @Test
    void aTypeErrorInAnExpressionIsExplained() {
        assertThat(
                        problems(
                                List.of(TEMPERATURE, Spaces.composite("c", "temp.reason * 2")),
                                List.of()))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.message()).contains("'_*_'", "double, int");
                            assertThat(problem.hint()).contains("2.0 instead of 2");
                        });
        assertThat(problems(List.of(TEMPERATURE), List.of(new Rule("temp.reason + 1.0"))))
                .extracting(Problem::message)
                .containsExactly("The expression \"temp.reason + 1.0\" is neither true nor false.");
        assertThat(problems(List.of(TEMPERATURE), List.of(new Rule("temp.reason >"))))
                .extracting(Problem::message)
                .containsExactly(
                        "The expression \"temp.reason >\" cannot be read at character 14.");
    }

    @Test
    void aCircleIsNamed() {
        assertThat(
                        problems(
                                List.of(
                                        TEMPERATURE,
                                        Spaces.composite("a", "b + temp.reason"),
                                        Spaces.composite("b", "c * 2.0"),
                                        Spaces.composite("c", "a - 1.0"),
                                        Spaces.composite("d", "a")),
                                List.of()))
                .extracting(Problem::message)
                .containsExactly("The variables go in a circle: a → c → b → a.");
    }

    @Test
    void aRuleOverSeveralVariablesHolds() {
        VariableSpace space =
                Spaces.of(
                        List.of(TEMPERATURE, STYLE),
                        List.of(),
                        List.of(new Rule("temp.reason <= 0.5 || reply.style != 'formal'")));

        assertThat(taken(space, Map.of("temp.reason", 0.9)).changes()).hasSize(1);
        assertThat(taken(space, Map.of("reply.style", "formal")).changes()).hasSize(1);
        assertThat(
                        switch (space.with(Map.of("temp.reason", 0.9, "reply.style", "formal"))) {
                            case Step.Taken _ -> "";
                            case Step.Refused(var problems) -> problems.getFirst().message();
                        })
                .isEqualTo(
                        "The rule \"temp.reason <= 0.5 || reply.style != 'formal'\" does not hold"
                                + " with reply.style = \"formal\", temp.reason = 0.9.");
        assertThat(space.removedByRules()).isBetween(0.14, 0.20);
    }

    @Test
    void rulesThatCannotHoldTogetherAreNamed() {
        assertThat(
                        problems(
                                List.of(TEMPERATURE, STYLE),
                                List.of(
                                        new Rule("reply.style != 'warm'"),
                                        new Rule("temp.reason > 0.6"),
                                        new Rule("temp.reason < 0.4"))))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("rules_unsatisfiable");
                            assertThat(problem.message())
                                    .contains("\"temp.reason > 0.6\", \"temp.reason < 0.4\"")
                                    .doesNotContain("warm");
                        });
        assertThat(problems(List.of(TEMPERATURE), List.of(new Rule("temp.reason > 0.6"))))
                .extracting(Problem::code)
                .containsExactly("rule_broken");
    }

    @Test
    void aDivisionByNothingIsAnAnswer() {
        VariableSpace space =
                Spaces.of(TEMPERATURE, Spaces.composite("share", "1.0 / temp.reason"));

        assertThat(refused(space, "temp.reason", 0.0))
                .extracting(Problem::code)
                .containsExactly("expression_failed");
    }

    @Test
    void aVariableThatOthersReadCannotGo() {
        VariableSpace space = Spaces.of(TEMPERATURE, Spaces.composite("c", "temp.reason"));

        assertThat(space.without("temp.reason")).isInstanceOf(Checked.Bad.class);
        assertThat(space.without("c")).isInstanceOf(Checked.Ok.class);
    }

    @Test
    void namesThatExpressionsCannotHoldAreRefused() {
        assertThat(problems(List.of(Spaces.number("lm.if", 1), Spaces.number("a-b", 1)), List.of()))
                .extracting(Problem::code)
                .containsExactly("bad_variable_name", "bad_variable_name");
    }

    @Test
    void aSearchChoosesEverythingButComposites() {
        VariableSpace space =
                Spaces.of(
                        TEMPERATURE,
                        Spaces.composite("c", "temp.reason"),
                        Spaces.conditional("n", "temp.reason > 0.5", 6));

        assertThat(space.dimensions())
                .extracting(Dimension::name, Dimension::conditional)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("temp.reason", false),
                        org.assertj.core.groups.Tuple.tuple("n", true));
    }
}
