package dev.dspex.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.event.RunEvent.LmStarted;
import dev.dspex.event.RunEvent.Message;
import dev.dspex.report.RunFold.Phase;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class SearchNumbersTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void aVariableThatDecidesTheScoreExplainsIt() {
        var trials = new ArrayList<Report.Trial>();
        var candidates = new ArrayList<Report.Candidate>();
        for (int i = 0; i < 40; i++) {
            var settings =
                    JSON.objectNode().put("temp", i / 40.0).put("style", i % 2 == 0 ? "a" : "b");
            var id = "c" + i;
            candidates.add(new Report.Candidate(id, List.of(), "seed", "", null, 0, settings));
            trials.add(new Report.Trial(i, id, true, i / 40.0, 20, null, i));
        }

        var found = Influences.of(trials, candidates);

        assertThat(found).extracting(Report.Influence::variable).containsExactly("temp", "style");
        assertThat(found.getFirst().omega()).isGreaterThan(0.9);
        assertThat(found.getFirst().slope()).isCloseTo(1, within(1e-9));
        assertThat(found.getLast().omega()).isLessThan(0.05);
        assertThat(found.getLast().slope()).isNull();
        assertThat(InfluenceChart.of(found)).contains("temp", "Importance of 2 variables");
        assertThat(Influences.of(trials.subList(0, 7), candidates)).isEmpty();
    }

    @Test
    void mergesAreDashedAndTheWayToTheBestIsMarked() {
        var candidates =
                List.of(
                        candidate("c0", List.of()),
                        candidate("c1", List.of("c0")),
                        candidate("c2", List.of("c0")),
                        candidate("c3", List.of("c1", "c2")));

        var svg = LineageChart.of(candidates, "c3");

        assertThat(svg).contains("Lineage of 4 candidates with 1 further parents, best c3");
        assertThat(svg.split("stroke-dasharray", -1)).hasSize(2);
        assertThat(svg).contains("class=\"s-accent\" stroke=\"#0969da\" stroke-width=\"2\"/>");
        assertThat(LineageChart.of(candidates.subList(0, 1), "c0")).isEmpty();
    }

    @Test
    void theSamePromptBeforeAndAfterIsOfOneRow() {
        var prompts = new PromptFold();
        prompts.add(call("classify", "t1", "Sort it."), Phase.BEFORE);
        prompts.add(call("classify", "t2", "Sort it too."), Phase.BEFORE);
        prompts.add(call("classify", "t9", "Look away."), Phase.SEARCH);
        assertThat(prompts.of("classify.predict")).isNull();
        prompts.add(call("classify", "t2", "Other row."), Phase.AFTER);
        prompts.add(call("classify", "t1", "Sort it well."), Phase.AFTER);

        var pair = Objects.requireNonNull(prompts.of("classify.predict"));

        assertThat(pair)
                .isEqualTo(new PromptFold.Pair("t1", "user:\nSort it.", "user:\nSort it well."));
        assertThat(prompts.of("classifier.predict")).isNull();
    }

    private static Report.Candidate candidate(String id, List<String> parents) {
        return new Report.Candidate(id, parents, "accepted", "", 0.5, 0, JSON.objectNode());
    }

    private static LmStarted call(String node, String row, String words) {
        return new LmStarted(
                "l-" + row,
                null,
                node,
                "student",
                "main",
                "practice/x",
                List.of(new Message("user", JSON.stringNode(words))),
                JSON.objectNode(),
                row);
    }
}
