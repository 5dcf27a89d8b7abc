package dev.dspex.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class SplitTest {
    private static final Program PROGRAM =
            Program.empty("p").withInputs(List.of(new Field("text", FieldType.Basic.STR)));

    @TempDir Path folder;

    @Test
    void everyRowIsInOnePartAndEachLabelIsSpreadAsTheSharesSay() {
        List<Split.Member> rows =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new Split.Member(i % 10 == 0 ? "rare" : "usual", "g" + i))
                        .toList();
        Map<String, List<Integer>> parts = new Split(7, shares(70, 20, 10)).apply(rows);
        assertThat(parts.keySet()).containsExactly("train", "validation", "test");
        assertThat(parts.values()).extracting(List::size).containsExactly(700, 200, 100);
        assertThat(parts.values())
                .extracting(p -> p.stream().filter(i -> i % 10 == 0).count())
                .containsExactly(70L, 20L, 10L);
        List<Integer> all = new ArrayList<>();
        parts.values().forEach(all::addAll);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000).boxed().toList());
        assertThat(parts.values()).allSatisfy(part -> assertThat(part).isSorted());
    }

    @Test
    void theSeedDecidesAndNothingElse() {
        List<Split.Member> rows =
                IntStream.range(0, 100).mapToObj(i -> new Split.Member(null, "g" + i)).toList();
        assertThat(new Split(7, shares(50, 25, 25)).apply(rows))
                .isEqualTo(new Split(7, shares(50, 25, 25)).apply(rows))
                .isNotEqualTo(new Split(8, shares(50, 25, 25)).apply(rows));
        assertThat(new Split(7, shares(1, 1, 1)).apply(rows.subList(0, 12)).get("test"))
                .as("the same on every machine")
                .hasSize(4);
    }

    @Test
    void rowsOfOneGroupStayTogetherAndAPartWithoutAShareGetsNone() {
        List<Split.Member> rows =
                IntStream.range(0, 90).mapToObj(i -> new Split.Member(null, "g" + i / 3)).toList();
        Map<String, List<Integer>> parts = new Split(1, shares(60, 40, 0)).apply(rows);
        assertThat(parts.get("test")).isEmpty();
        assertThat(parts.get("train")).hasSize(54);
        for (List<Integer> part : parts.values()) {
            assertThat(part).allSatisfy(i -> assertThat(part).contains(i / 3 * 3, i / 3 * 3 + 1));
        }
        assertThatThrownBy(() -> new Split(1, shares(0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Split(1, shares(10, -1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameInputInTwoSplitsIsALeakExactlyAndButForCaseAndSpaces() throws Exception {
        List<Leaks.Leak> found =
                Leaks.find(
                        PROGRAM,
                        List.of(
                                part("train", "{\"text\": \"A b\"}\n{\"text\": \"A b\"}\n"),
                                part(
                                        "test",
                                        "{\"text\": \"x\"}\n"
                                                + "{\"text\": \"A b\", \"n\": 1}\n"
                                                + "{\"text\": \" a  B \\n"
                                                + "\"}\n"
                                                + "{\"text\": \"ab\"}\n")));
        assertThat(found.getFirst().other().number()).isZero();
        List<Problem> leaks = Leaks.problems(found);
        assertThat(leaks).extracting(Problem::line).containsExactly(2, 3);
        assertThat(leaks).extracting(Problem::file).containsOnly("data/test.jsonl");
        assertThat(leaks).extracting(Problem::code).containsOnly("leak");
        assertThat(leaks.getFirst().message())
                .isEqualTo("Line 2 of \"test\" has the same input as line 1 of \"train\".");
        assertThat(leaks.getLast().message()).contains("but for case and spaces");
    }

    @Test
    void manyLeaksAreToldTwentyTimes() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50; i++) rows.append("{\"text\": \"").append(i).append("\"}\n");
        assertThat(
                        Leaks.problems(
                                Leaks.find(
                                        PROGRAM,
                                        List.of(
                                                part("train", rows.toString()),
                                                part("test", rows.toString())))))
                .hasSize(20);
    }

    private Leaks.Part part(String name, String text) throws Exception {
        String shown = "data/" + name + ".jsonl";
        Path file = Files.writeString(folder.resolve(name + ".jsonl"), text);
        Loaded loaded = Datasets.read(file, shown, PROGRAM);
        return new Leaks.Part(name, shown, ((Loaded.Ok) loaded).dataset());
    }

    private static Map<String, Integer> shares(int train, int validation, int test) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put("train", train);
        shares.put("validation", validation);
        shares.put("test", test);
        return shares;
    }
}
