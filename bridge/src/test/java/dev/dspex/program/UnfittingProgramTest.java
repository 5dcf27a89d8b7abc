package dev.dspex.program;

import static dev.dspex.program.BrokenProgram.FILE;
import static dev.dspex.program.BrokenProgram.SOUND;
import static dev.dspex.program.BrokenProgram.assertProblem;
import static dev.dspex.program.BrokenProgram.broken;
import static dev.dspex.program.BrokenProgram.only;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Programs that can be read and edited, but not run. */
class UnfittingProgramTest {
    static Stream<Arguments> unfitting() {
        String answer = "{\"name\": \"answer\", \"type\": \"str\"}";
        return Stream.of(
                arguments(
                        "\"from\": \"search.sources\"",
                        "\"from\": \"search.source\"",
                        "unknown_port",
                        "search",
                        "source",
                        24,
                        "\"search.source\""),
                arguments(
                        "\"to\": \"search.question\"",
                        "\"to\": \"seek.question\"",
                        "unknown_port",
                        "seek",
                        "question",
                        23,
                        "\"seek.question\""),
                arguments(
                        "\"to\": \"write.sources\"",
                        "\"to\": \"search.question\"",
                        "linked_twice",
                        "search",
                        "question",
                        24,
                        "\"search.question\""),
                arguments(
                        "\"to\": \"write.sources\"",
                        "\"to\": \"search.question\"",
                        "not_linked",
                        "write",
                        "sources",
                        19,
                        "[{\"name\": \"sources\""),
                arguments(
                        "\"from\": \"search.sources\"",
                        "\"from\": \"input.question\"",
                        "type_mismatch",
                        "write",
                        "sources",
                        24,
                        "{\"from\": \"input.question\""),
                arguments(
                        "\"id\": \"write\"",
                        "\"id\": \"search\"",
                        "duplicate_node",
                        "search",
                        "id",
                        18,
                        "\"search\""),
                arguments(
                        "[" + answer + "]",
                        "[" + answer + ", " + answer + "]",
                        "duplicate_field",
                        "write",
                        "answer",
                        20,
                        "{\"name\": \"answer\", \"type\": \"str\"}]"),
                arguments(
                        "[" + answer + "]",
                        "[{\"name\": \"sources\", \"type\": \"str\"}]",
                        "duplicate_field",
                        "write",
                        "sources",
                        20,
                        "{\"name\": \"sources\""),
                arguments(
                        "[" + answer + "]",
                        "[" + answer + ", {\"name\": \"reasoning\", \"type\": \"str\"}]",
                        "automatic_field",
                        "write",
                        "reasoning",
                        20,
                        "{\"name\": \"reasoning\""),
                arguments("[" + answer + "]", "[]", "no_fields", "write", null, 20, "[]"),
                arguments(
                        "\"type\": \"list[Source]\"}]},",
                        "\"type\": \"list[Sauce]\"}]},",
                        "type_invalid",
                        "search",
                        "sources",
                        16,
                        "\"list[Sauce]\""),
                arguments(
                        "\"title\", \"type\": \"str\"",
                        "\"title\", \"type\": \"optional[Source]\"",
                        "type_invalid",
                        "Source",
                        null,
                        5,
                        "{\"name\": \"Source\""),
                arguments(
                        answer + "]",
                        "{\"name\": \"answer\", \"type\": \"str\", \"constraints\": {\"ge\": 1}}]",
                        "bad_constraint",
                        "write",
                        "answer",
                        20,
                        "{\"ge\": 1}"),
                arguments(
                        answer + "]",
                        "{\"name\": \"answer\", \"type\": \"int\", \"constraints\": {\"ge\": 2,"
                                + " \"lt\": 2}}]",
                        "bad_constraint",
                        "write",
                        "answer",
                        20,
                        "{\"ge\": 2"),
                arguments(
                        "code/tools.py:find",
                        "../tools.py:find",
                        "bad_tool",
                        "search",
                        "tools",
                        17,
                        "\"../tools.py:find\""),
                arguments(
                        "\"max_iters\": 6",
                        "\"max_iters\": 51",
                        "bad_parameter",
                        "search",
                        "max_iters",
                        17,
                        "51"),
                arguments(
                        "\"max_iters\": 6",
                        "\"temperature\": 2.5",
                        "bad_parameter",
                        "search",
                        "temperature",
                        17,
                        "2.5"),
                arguments(
                        "\"max_iters\": 6",
                        "\"max_tokens\": \"many\"",
                        "bad_parameter",
                        "search",
                        "max_tokens",
                        17,
                        "\"many\""),
                arguments(
                        "\"max_iters\": 6",
                        "\"heat\": 12345",
                        "unknown_parameter",
                        "search",
                        "heat",
                        17,
                        "12345"),
                arguments(
                        "\"kind\": \"ReAct\"",
                        "\"kind\": \"Predict\"",
                        "unknown_parameter",
                        "search",
                        "max_iters",
                        17,
                        "6"));
    }

    @ParameterizedTest(name = "{2} {4}")
    @MethodSource
    void unfitting(
            String part,
            String broken,
            String code,
            @Nullable String node,
            @Nullable String field,
            int line,
            String at) {
        String text = broken(part, broken);
        Read read = ProgramFile.parse(text, FILE);
        assertThat(read).isInstanceOf(Read.Draft.class);
        assertProblem(text, read, code, node, field, line, at);
    }

    @Test
    void aCycleNamesItsNodes() {
        String text =
                SOUND.replace(
                                "[{\"name\": \"question\", \"type\": \"str\"}]",
                                "[{\"name\": \"draft\", \"type\": \"str\"}]")
                        .replace(
                                "{\"from\": \"input.question\", \"to\": \"search.question\"}",
                                "{\"from\": \"write.answer\", \"to\": \"search.draft\"}");
        Read read = ProgramFile.parse(text, FILE);
        assertThat(read).isInstanceOf(Read.Draft.class);
        assertThat(only(read, "cycle").message()).contains("search → write → search");
        assertProblem(text, read, "cycle", "search", "draft", 23, "{\"from\": \"write.answer\"");
    }

    @Test
    void toolsThatNobodyUsesAreAWarning() {
        String text =
                broken("\"kind\": \"ReAct\"", "\"kind\": \"Predict\"")
                        .replace("\"parameters\": {\"max_iters\": 6}, ", "");
        Read read = ProgramFile.parse(text, FILE);
        assertThat(read).isInstanceOf(Read.Ok.class);
        assertProblem(text, read, "tools_unused", "search", "tools", 17, "[\"code/");
    }

    @Test
    void nodesAndInputsThatNobodyUsesAreAWarning() {
        String node = broken("\"from\": \"write.answer\"", "\"from\": \"input.question\"");
        assertThat(ProgramFile.parse(node, FILE)).isInstanceOf(Read.Ok.class);
        assertProblem(
                node,
                ProgramFile.parse(node, FILE),
                "unused_node",
                "write",
                null,
                18,
                "{\"id\": \"write\"");
        String input =
                broken(
                        "\"question\", \"type\": \"str\", \"description\": \"\"}",
                        "\"question\", \"type\": \"str\"}, {\"name\": \"extra\", \"type\":"
                                + " \"int\"}");
        assertProblem(
                input,
                ProgramFile.parse(input, FILE),
                "unused_input",
                "input",
                "extra",
                8,
                "{\"name\": \"extra\"");
    }

    @Test
    void allProblemsOfAFileAreTold() {
        String text =
                SOUND.replace("ReAct", "Act")
                        .replace("\"id\": \"write\"", "\"id\": \"while\"")
                        .replace("list[Source]", "list[");
        assertThat(ProgramFile.parse(text, FILE).problems())
                .extracting(Problem::code)
                .containsExactly("unknown_kind", "type_invalid", "bad_node_id", "type_invalid");
    }
}
