package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.Schemas;
import dev.dspex.edit.KindChange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

/** The members of a Consensus: read, written, and what the node has of them. */
class MembersTest {
    private static final String SOUND =
            """
            {
              "format": 1,
              "name": "voted",
              "inputs": [{"name": "question", "type": "str"}],
              "outputs": [{"name": "answer", "type": "str"}],
              "nodes": [
                {
                  "id": "vote",
                  "kind": "Consensus",
                  "members": [
                    {"kind": "Predict", "temperature": 0.2},
                    {"kind": "ReAct", "lm": "strong"}
                  ],
                  "signature": {
                    "name": "Answer",
                    "instructions": "Answer.",
                    "inputs": [{"name": "question", "type": "str"}],
                    "outputs": [{"name": "answer", "type": "str"}]
                  },
                  "parameters": {"max_iters": 2},
                  "tools": ["code/tools.py:look"],
                  "lm": "main"
                }
              ],
              "links": [
                {"from": "input.question", "to": "vote.question"},
                {"from": "vote.answer", "to": "output.answer"}
              ]
            }
            """;

    @Test
    void theyAreReadAndWritten() throws IOException {
        var program = read(SOUND);
        var again = read(ProgramFile.text(program));
        assertThat(again).isEqualTo(program);
        assertThat(node(program).wrapping().members())
                .containsExactly(
                        new Member(ModuleKind.PREDICT, null, 0.2),
                        new Member(ModuleKind.REACT, "strong", null));
        assertThat(program.lms()).containsExactly("main", "strong");
        assertThat(Schemas.errors("program.schema.json", SOUND)).isEmpty();
    }

    @Test
    void theNodeHasWhatAllOfThemHave() {
        var node = node(read(SOUND));
        assertThat(node.automatic()).extracting(Field::name).containsExactly("agreed", "share");
        assertThat(node.parameterSpecs())
                .extracting(ParameterSpec::name)
                .contains("max_iters", "max_tokens", "quorum")
                .doesNotContain("N", "temperature");
        var thinking = KindChange.members(node, List.of(new Member(ModuleKind.CHAIN_OF_THOUGHT)));
        assertThat(thinking.automatic()).extracting(Field::name).contains("reasoning");
        assertThat(thinking.tools()).isEmpty();
        assertThat(thinking.parameters().get("max_iters")).isNull();
    }

    @Test
    void oneModuleBecomesMembersAndBack() {
        var one =
                KindChange.members(node(read(SOUND)), List.of())
                        .withParameters(Parameters.NONE.with("N", 4).with("temperature", 0.5));
        assertThat(one.wrapping()).isEqualTo(new Wrapping(ModuleKind.PREDICT, null, null));
        var apart = KindChange.apart(one);
        assertThat(apart.wrapping().members())
                .hasSize(4)
                .containsOnly(new Member(ModuleKind.PREDICT, null, 0.5));
        assertThat(apart.parameters().names()).isEmpty();
        assertThat(KindChange.to(apart, ModuleKind.SELF_CORRECTING).wrapping())
                .isEqualTo(new Wrapping(ModuleKind.PREDICT, null, null));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\": \"Predict\" | \"kind\": \"BestOfN\" | unknown_kind",
                "0.2 | 2.5 | bad_parameter",
                "\"strong\" | \" \" | bad_value",
                "\"lm\": \"strong\" | \"model\": \"strong\" | unknown_key",
                "\"members\" | \"inner\": \"Predict\", \"members\" | unknown_key",
            })
    void whatIsNoMemberIsNamed(String part, String broken, String code) throws IOException {
        var text = SOUND.replace(part, broken);
        assertThat(ProgramFile.parse(text, "voted.program.json").problems())
                .filteredOn(Problem::isError)
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo(code));
        assertThat(Schemas.errors("program.schema.json", text)).isNotEmpty();
    }

    private static Program read(String text) {
        return ((Read.Ok) ProgramFile.parse(text, "voted.program.json")).program();
    }

    private static ModuleNode node(Program program) {
        return (ModuleNode) program.nodes().getFirst();
    }
}
