package dev.dspex.program;

import static dev.dspex.program.BrokenProgram.FILE;
import static dev.dspex.program.BrokenProgram.assertProblem;
import static dev.dspex.program.BrokenProgram.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Texts that are no program at all: each problem with its place. */
class UnreadableProgramTest {
    /** What is replaced, by what; then code, node, field, line and column of the problem. */
    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments(
                        "\"name\": \"qa\",",
                        "\"name\": \"qa\"",
                        "syntax",
                        null,
                        null,
                        4,
                        "\"types\""),
                arguments(
                        "\"name\": \"qa\",",
                        "\"name\": \"qa\", \"name\": \"b\",",
                        "duplicate_key",
                        null,
                        null,
                        3,
                        "\"name\": \"b\""),
                arguments("\"format\": 1", "\"format\": 2", "newer_format", null, "format", 2, "2"),
                arguments(
                        "\"format\": 1", "\"format\": 0", "unknown_format", null, "format", 2, "0"),
                arguments(
                        "\"format\": 1",
                        "\"format\": \"1\"",
                        "bad_value",
                        null,
                        "format",
                        2,
                        "\"1\""),
                arguments("  \"format\": 1,\n", "", "missing_key", null, "format", 1, "{"),
                arguments(
                        "\"name\": \"qa\"",
                        "\"name\": \"../qa\"",
                        "bad_program_name",
                        null,
                        "name",
                        3,
                        "\"../qa\""),
                arguments("  \"name\": \"qa\",\n", "", "missing_key", null, "name", 1, "{"),
                arguments("\"links\"", "\"lines\"", "unknown_key", null, "lines", 22, "\"lines\""),
                arguments(
                        "\"kind\": \"ReAct\"",
                        "\"kind\": \"React2\"",
                        "unknown_kind",
                        "search",
                        "kind",
                        14,
                        "\"React2\""),
                arguments(
                        "\"kind\": \"ReAct\"",
                        "\"kind\": \"BestOfN\", \"inner\": \"MultiChainComparison\"",
                        "unknown_kind",
                        "search",
                        "inner",
                        14,
                        "\"MultiChainComparison\""),
                arguments(
                        "\"kind\": \"ReAct\", ",
                        "",
                        "missing_key",
                        "search",
                        "kind",
                        14,
                        "{\"id\": \"search\""),
                arguments(
                        "\"id\": \"search\"",
                        "\"id\": \"input\"",
                        "bad_node_id",
                        "input",
                        "id",
                        14,
                        "\"input\""),
                arguments(
                        "\"id\": \"search\"",
                        "\"id\": \"lambda\"",
                        "bad_node_id",
                        "lambda",
                        "id",
                        14,
                        "\"lambda\""),
                arguments(
                        "\"id\": \"search\"",
                        "\"id\": \"forward\"",
                        "bad_node_id",
                        "forward",
                        "id",
                        14,
                        "\"forward\""),
                arguments("\"id\": \"search\"", "\"id\": 5", "bad_value", null, "id", 14, "5"),
                arguments(
                        "\"name\": \"Search\"",
                        "\"name\": \"2nd\"",
                        "bad_signature_name",
                        "search",
                        "name",
                        14,
                        "\"2nd\""),
                arguments(
                        "{\"name\": \"question\", \"type\": \"str\"}",
                        "{\"name\": \"demos\", \"type\": \"str\"}",
                        "bad_field_name",
                        "search",
                        "demos",
                        15,
                        "\"demos\""),
                arguments(
                        "{\"name\": \"question\", \"type\": \"str\"}",
                        "{\"name\": \"_q\", \"type\": \"str\"}",
                        "bad_field_name",
                        "search",
                        "_q",
                        15,
                        "\"_q\""),
                arguments(
                        "{\"name\": \"question\", \"type\": \"str\"}",
                        "{\"name\": \"question\"}",
                        "missing_key",
                        "search",
                        "question",
                        15,
                        "{\"name\": \"question\"}"),
                arguments(
                        "{\"name\": \"question\", \"type\": \"str\"}",
                        "{\"name\": \"question\", \"type\": \"str[\"}",
                        "type_invalid",
                        "search",
                        "question",
                        15,
                        "\"str[\""),
                arguments(
                        "{\"name\": \"question\", \"type\": \"str\"}",
                        "{\"name\": \"question\", \"typ\": \"str\"}",
                        "unknown_key",
                        "search",
                        "question",
                        15,
                        "\"typ\""),
                arguments(
                        "\"list[Source]\"}]},",
                        "\"list[Source]\", \"constraints\": {\"min\": 1}}]},",
                        "unknown_key",
                        "search",
                        "sources",
                        16,
                        "\"min\""),
                arguments(
                        "\"list[Source]\"}]},",
                        "\"list[Source]\", \"constraints\": {\"min_length\": -1}}]},",
                        "bad_constraint",
                        "search",
                        "sources",
                        16,
                        "{\"min_length\""),
                arguments(
                        "[\"code/tools.py:find\"]",
                        "\"code/tools.py:find\"",
                        "bad_value",
                        "search",
                        "tools",
                        17,
                        "\"code/tools.py:find\""),
                arguments(
                        "\"from\": \"search.sources\"",
                        "\"from\": \"search\"",
                        "bad_port",
                        null,
                        "from",
                        24,
                        "\"search\""),
                arguments(
                        "{\"from\": \"search.sources\",",
                        "{",
                        "missing_key",
                        null,
                        "from",
                        24,
                        "{ \"to\""));
    }

    @ParameterizedTest(name = "{2} {4}")
    @MethodSource
    void unreadable(
            String part,
            String broken,
            String code,
            @Nullable String node,
            @Nullable String field,
            int line,
            String at) {
        String text = broken(part, broken);
        Read read = ProgramFile.parse(text, FILE);
        assertThat(read).isInstanceOf(Read.Bad.class);
        assertProblem(text, read, code, node, field, line, at);
    }
}
