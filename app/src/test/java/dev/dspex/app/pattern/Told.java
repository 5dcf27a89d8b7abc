package dev.dspex.app.pattern;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.PatternStep;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events of a run with one call of a pattern, the node {@code solve}, as a worker tells them. */
final class Told {
    static final String NODE = "solve";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final List<Stamped> events = new ArrayList<>();
    private final String kind;
    private int calls;

    Told(String kind) {
        this.kind = kind;
        add(started("p", null, NODE, NODE, kind, json("{\"numbers\": \"4 9 10 13\"}")));
    }

    List<Stamped> events() {
        return List.copyOf(events);
    }

    PatternModel model() {
        var model = new PatternModel();
        model.show("r");
        model.accept(events);
        return model;
    }

    /** The pattern asks something; returns the id of the call. */
    String ask(String name, String outputs) {
        var id = begin(name);
        end(id, outputs);
        return id;
    }

    /** The pattern asks something and is not answered yet. */
    String begin(String name) {
        var id = "c" + ++calls;
        add(started(id, "p", NODE + "." + name, name, "Predict", NOTHING));
        add(
                new RunEvent.LmStarted(
                        id + "-lm",
                        id,
                        NODE + "." + name,
                        "student",
                        "practice",
                        "practice",
                        List.of(),
                        NOTHING,
                        null));
        return id;
    }

    void end(String id, String outputs) {
        add(
                new RunEvent.LmEnded(
                        id + "-lm", List.of(""), 40, 10, 0.001, false, 0.1, null, 1, null));
        add(new RunEvent.CallEnded(id, json(outputs), null, 0.1));
    }

    void says(String id, String text) {
        add(new RunEvent.Token(id + "-lm", NODE, null, text, false));
    }

    void step(
            int number,
            @Nullable Integer parent,
            String text,
            String state,
            @Nullable Double score,
            String reason,
            String... asked) {
        var of =
                switch (kind) {
                    case "Consensus" -> "ballot";
                    case "SelfCorrecting" -> "attempt";
                    default -> "thought";
                };
        add(
                new PatternStep(
                        "p",
                        number,
                        parent,
                        NODE,
                        of,
                        text,
                        state,
                        score,
                        reason,
                        asked.length,
                        List.of(asked),
                        null));
    }

    void finish(String outputs) {
        add(new RunEvent.CallEnded("p", json(outputs), null, 1.0));
        add(new RunEvent.RunFinished(RunStatus.FINISHED, null, 1.0, NOTHING));
    }

    private static RunEvent started(
            String id,
            @Nullable String parent,
            String node,
            String name,
            String module,
            JsonNode inputs) {
        return new RunEvent.CallStarted(id, parent, "module", node, name, module, inputs, null);
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private void add(RunEvent event) {
        events.add(new Stamped("r", events.size() + 1, 1, 1, "w1", event));
    }

    /** A tree of three steps on the way to 24, still going on. */
    static Told solving() {
        var told = new Told("TreeOfThoughts");
        told.ask("propose", "{\"next_steps\": []}");
        told.level(
                1,
                new Integer[] {null, null, null, null},
                new String[] {"13 - 9 = 4", "10 - 4 = 6", "4 × 9 = 36", "13 - 10 = 3"},
                new double[] {0.82, 0.91, 0.22, 0.74},
                2);
        told.level(
                5,
                new Integer[] {1, 1, 2, 4, 4},
                new String[] {"10 - 4 = 6", "4 + 4 = 8", "13 - 9 = 4", "9 - 3 = 6", "3 + 4 = 7"},
                new double[] {0.97, 0.28, 0.95, 0.93, 0.18},
                2);
        told.step(10, 5, "4 × 6 = 24", "open", null, "");
        told.step(11, 7, "4 × 6 = 24", "open", null, "");
        var vote = told.begin("value");
        told.says(vote, "4 times 6 is 24 and uses both numbers that are left, so");
        told.step(10, 5, "4 × 6 = 24", "open", null, "", vote);
        return told;
    }

    private void level(int first, Integer[] parents, String[] texts, double[] values, int beam) {
        for (int i = 0; i < texts.length; i++)
            step(first + i, parents[i], texts[i], "open", null, "");
        for (int i = 0; i < texts.length; i++) {
            var vote =
                    ask(
                            "value",
                            "{\"reason\": \"Small numbers, near 24.\", \"value\": "
                                    + values[i]
                                    + "}");
            step(first + i, parents[i], texts[i], "open", values[i], "", vote);
            var kept = values[i] > 0.5;
            step(
                    first + i,
                    parents[i],
                    texts[i],
                    kept ? "kept" : "pruned",
                    values[i],
                    kept ? "Votes: " + values[i] + "." : "Rank 4; the beam keeps " + beam + ".",
                    vote);
        }
    }

    static Told correcting() {
        var told = new Told("SelfCorrecting");
        var first = told.ask("answer", "{\"total\": \"forty\"}");
        told.step(1, null, "total: forty", "refused", 0.2, "total is no number.", first);
        var second = told.ask("correct", "{\"total\": \"40\"}");
        told.step(2, 1, "total: 40", "chosen", 1.0, "", second);
        told.finish("{\"total\": \"40\", \"valid\": true, \"feedback\": \"\", \"attempts\": 2}");
        return told;
    }

    static Told voting() {
        var told = new Told("Consensus");
        var teams = List.of("Amber", "Dune", "Amber");
        for (int i = 0; i < teams.size(); i++) {
            var said = told.ask("members[" + i + "]", "{\"team\": \"" + teams.get(i) + "\"}");
            told.step(
                    i + 1,
                    null,
                    "member " + (i + 1),
                    teams.get(i).equals("Amber") ? "chosen" : "kept",
                    1.0,
                    "team: " + teams.get(i),
                    said);
        }
        told.finish("{\"team\": \"Amber\", \"agreed\": true, \"share\": 0.67}");
        return told;
    }

    /** Many thoughts: each level goes on from up to 12 of the one before. */
    static Told large(int thoughts) {
        var told = new Told("TreeOfThoughts");
        var chance = new Random(7);
        var level = new ArrayList<Integer>();
        var next = new ArrayList<Integer>();
        for (int number = 1; number <= thoughts; number++) {
            if (next.size() == 100) {
                level = next;
                next = new ArrayList<>();
            }
            Integer parent = level.isEmpty() ? null : level.get(chance.nextInt(12) * 7);
            next.add(number);
            var vote = told.ask("value", "{\"reason\": \"\", \"value\": 0.5}");
            double value = chance.nextDouble();
            told.step(number, parent, "13 - " + number + " = 4", "open", value, "", vote);
            told.step(
                    number,
                    parent,
                    "13 - " + number + " = 4",
                    value > 0.8 ? "kept" : "pruned",
                    value,
                    "Rank 13; the beam keeps 12.",
                    vote);
        }
        return told;
    }
}
