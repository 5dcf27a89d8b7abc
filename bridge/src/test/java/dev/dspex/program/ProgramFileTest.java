package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

class ProgramFileTest {

    private static final String FILE = "programs/qa.program.json";

    /** A sound program, one part a line, so that tests can break it at a known line. */
    static final String SOUND =
            """
            {
              "format": 1,
              "name": "qa",
              "types": [
                {"name": "Source", "description": "", "fields": [{"name": "title", "type": "str", "description": ""}]}
              ],
              "inputs": [
                {"name": "question", "type": "str", "description": ""}
              ],
              "outputs": [
                {"name": "answer", "type": "str", "description": ""}
              ],
              "nodes": [
                {"id": "search", "kind": "ReAct", "signature": {"name": "Search", "instructions": "",
                  "inputs": [{"name": "question", "type": "str"}],
                  "outputs": [{"name": "sources", "type": "list[Source]"}]},
                  "parameters": {"max_iters": 6}, "tools": ["code/tools.py:find"]},
                {"id": "write", "kind": "ChainOfThought", "signature": {"name": "Write", "instructions": "",
                  "inputs": [{"name": "sources", "type": "list[Source]"}],
                  "outputs": [{"name": "answer", "type": "str"}]}}
              ],
              "links": [
                {"from": "input.question", "to": "search.question"},
                {"from": "search.sources", "to": "write.sources"},
                {"from": "write.answer", "to": "output.answer"}
              ]
            }
            """;

    @TempDir Path folder;

    @Test
    void aSoundProgramIsRead() {
        assertThat(ProgramFile.parse(SOUND, FILE))
                .isInstanceOfSatisfying(
                        Read.Ok.class,
                        ok -> {
                            assertThat(ok.problems()).isEmpty();
                            assertThat(ok.program().nodes())
                                    .extracting(Node::id)
                                    .containsExactly("search", "write");
                            assertThat(ok.program().ownCode())
                                    .containsExactly("code/tools.py:find");
                            assertThat(ok.program().source(new Port("write", "reasoning")))
                                    .isPresent();
                            assertThat(Order.of(ok.program()).nodes())
                                    .containsExactly("search", "write");
                        });
    }

    @Test
    void theSampleIsReadAndIsWrittenAsItStands() throws IOException {
        Path sample =
                Path.of(
                        System.getProperty("dspex.home"),
                        "assets/samples/support-triage/programs/triage.program.json");
        Read read = ProgramFile.read(sample);
        assertThat(read).isInstanceOf(Read.Ok.class);
        assertThat(read.problems()).isEmpty();
        assertThat(ProgramFile.text(((Read.Ok) read).program()))
                .isEqualTo(Files.readString(sample));
    }

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

    @Test
    void filesThatAreNoTextAreExplained() throws IOException {
        assertThat(ProgramFile.read(folder.resolve("none.program.json"), FILE).problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("missing_file");
                            assertThat(problem.file()).isEqualTo(FILE);
                            assertThat(problem.hint()).isNotEmpty();
                        });
        assertThat(ProgramFile.read(folder, FILE).problems())
                .extracting(Problem::code)
                .containsExactly("unreadable_file");
        Path latin = folder.resolve("latin.program.json");
        Files.write(latin, "{\n \"name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ProgramFile.read(latin, FILE).problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("not_utf8");
                            assertThat(problem.line()).isEqualTo(2);
                            assertThat(problem.message()).contains("byte 15");
                            assertThat(problem.hint()).isNotEmpty();
                        });
        assertThat(ProgramFile.parse("", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("syntax");
        assertThat(ProgramFile.parse("[]", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("bad_value");
        assertThat(ProgramFile.parse("{} x", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("syntax");
    }

    @Test
    void aWrittenFileReplacesTheOldOneAndLeavesNothingElse() throws IOException {
        Program program = ((Read.Ok) ProgramFile.parse(SOUND, FILE)).program();
        Path file = folder.resolve("programs/qa.program.json");
        ProgramFile.write(file, Program.empty("qa"));
        ProgramFile.write(file, program);
        assertThat(ProgramFile.read(file)).isEqualTo(new Read.Ok(program, List.of()));
        try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
            assertThat(files).containsExactly(file);
        }
    }

    private static String broken(String part, String broken) {
        assertThat(SOUND).contains(part);
        int at = SOUND.indexOf(part);
        return SOUND.substring(0, at) + broken + SOUND.substring(at + part.length());
    }

    private static void assertProblem(
            String text,
            Read read,
            String code,
            @Nullable String node,
            @Nullable String field,
            int line,
            String at) {
        Problem problem = only(read, code);
        assertThat(problem.file()).isEqualTo(FILE);
        assertThat(problem.node()).isEqualTo(node);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.line()).as("line of %s", problem).isEqualTo(line);
        assertThat(
                        text.lines()
                                .toList()
                                .get(line - 1)
                                .substring(Objects.requireNonNull(problem.column()) - 1))
                .as("text at the place of the problem")
                .startsWith(at);
        assertThat(problem.message()).endsWith(".");
        assertThat(problem.hint()).isNotEmpty();
    }

    private static Problem only(Read read, String code) {
        List<Problem> found =
                read.problems().stream().filter(problem -> problem.code().equals(code)).toList();
        assertThat(found).as("%s among %s", code, read.problems()).hasSize(1);
        return found.getFirst();
    }
}
