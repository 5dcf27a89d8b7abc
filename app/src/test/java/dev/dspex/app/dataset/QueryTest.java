package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.dataset.Row;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class QueryTest {
    private static final List<String> ROWS =
            List.of(
                    "{\"n\": 10, \"t\": \"Red  fox\"}",
                    "{\"n\": \"9\", \"t\": \"blue\"}",
                    "{\"t\": \"red\"}",
                    "{\"n\": \"x\", \"t\": null, \"u\": {\"a\": \"Red\"}}");

    @Test
    void wordsAreFoundInAnyValueAndColumnsInTheirs() {
        assertThat(found("red")).containsExactly(0, 2, 3);
        assertThat(found("RED n:1")).containsExactly(0);
        assertThat(found("\"red fox\"")).containsExactly(0);
        assertThat(found("t:\"red fox\"")).containsExactly(0);
        assertThat(found("zzz:1")).isEmpty();
        assertThat(found("")).containsExactly(0, 1, 2, 3);
        assertThat(found(Query.typed("t", "Red  fox"))).containsExactly(0);
    }

    @Test
    void numbersComeBeforeTextsAndNothingIsLastBothWays() {
        assertThat(Query.ALL.sorted("n", false).apply(rows())).containsExactly(1, 0, 3, 2);
        assertThat(Query.ALL.sorted("n", true).apply(rows())).containsExactly(3, 0, 1, 2);
    }

    @Test
    void spreadsheetCellsAreReadAndWritten() {
        assertThat(Tabbed.read("a\tb\r\n\"x\ny \"\"z\"\"\"\t\r\n"))
                .isEqualTo(List.of(List.of("a", "b"), List.of("x\ny \"z\"", "")));
        assertThat(Tabbed.read("\"quoted\" start\t5\""))
                .isEqualTo(List.of(List.of("\"quoted\" start", "5\"")));
        var cells = List.of(List.of("a\tb", "\"q\" x"), List.of("", "two\nlines"));
        assertThat(Tabbed.read(Tabbed.write(cells))).isEqualTo(cells);
    }

    private static int[] found(String typed) {
        return Query.parse(typed, Set.of("n", "t", "u")).apply(rows());
    }

    private static java.util.stream.Stream<Row> rows() {
        var mapper = new JsonMapper();
        return IntStream.range(0, ROWS.size())
                .mapToObj(
                        i ->
                                new Row(
                                        Integer.toString(i + 1),
                                        (ObjectNode) mapper.readTree(ROWS.get(i)),
                                        i + 1));
    }
}
