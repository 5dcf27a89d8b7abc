package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** A sound program as text, ways to break it, and what must be said of it then. */
final class BrokenProgram {
    static final String FILE = "programs/qa.program.json";

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

    private BrokenProgram() {}

    static String broken(String part, String broken) {
        assertThat(SOUND).contains(part);
        int at = SOUND.indexOf(part);
        return SOUND.substring(0, at) + broken + SOUND.substring(at + part.length());
    }

    static void assertProblem(
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

    static Problem only(Read read, String code) {
        List<Problem> found =
                read.problems().stream().filter(problem -> problem.code().equals(code)).toList();
        assertThat(found).as("%s among %s", code, read.problems()).hasSize(1);
        return found.getFirst();
    }
}
