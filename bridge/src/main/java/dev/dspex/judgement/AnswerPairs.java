package dev.dspex.judgement;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunStore;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The rows that two runs answered differently.
 *
 * @param pairs in the order of the first run's answers
 * @param same how many rows both answered alike
 * @param apart how many rows only one of them answered, failed ones included
 */
public record AnswerPairs(List<AnswerPair> pairs, int same, int apart) {
    public AnswerPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads both runs. The last answer to a row counts; of one run alone, a study, its first answer
     * to each row stands against its last.
     *
     * @param first id of a run that scored rows
     * @param second id of another, or of the same
     */
    public static AnswerPairs of(RunStore store, String first, String second) {
        var now = answers(store, second);
        var before = first.equals(second) ? now.first() : answers(store, first).last();
        return of(before, now.last(), first + "/" + second);
    }

    private static Answers answers(RunStore store, String run) {
        var types = Set.of(EventType.CALL_STARTED, EventType.METRIC);
        try (var events = store.events(run, 0, types)) {
            return Answers.of(events.map(Stamped::event));
        }
    }

    static AnswerPairs of(Map<String, Answer> before, Map<String, Answer> after, String seed) {
        var pairs = new ArrayList<AnswerPair>();
        int same = 0;
        int both = 0;
        for (var entry : before.entrySet()) {
            var one = entry.getValue();
            var other = after.get(entry.getKey());
            if (other == null || !Judgements.same(one.inputs(), other.inputs())) {
                continue;
            }
            both++;
            if (Judgements.same(one.outputs(), other.outputs())) {
                same++;
                continue;
            }
            var turned = turned(seed, entry.getKey());
            pairs.add(
                    new AnswerPair(
                            entry.getKey(), one.inputs(), one.outputs(), other.outputs(), turned));
        }
        return new AnswerPairs(pairs, same, before.size() + after.size() - 2 * both);
    }

    /** Drawn for each row alone, so that it stays when others come or go. */
    private static boolean turned(String seed, String row) {
        return new SplittableRandom((seed + "\n" + row).hashCode()).nextBoolean();
    }

    record Answer(ObjectNode inputs, ObjectNode outputs) {}

    /** What a run answered to each row, first and last. */
    record Answers(Map<String, Answer> first, Map<String, Answer> last) {
        static Answers of(Stream<RunEvent> events) {
            var given = new HashMap<String, ObjectNode>();
            var answers = new Answers(new LinkedHashMap<>(), new LinkedHashMap<>());
            events.forEach(event -> answers.add(event, given));
            return answers;
        }

        private void add(RunEvent event, Map<String, ObjectNode> given) {
            switch (event) {
                case RunEvent.CallStarted call
                        when call.row() != null
                                && call.node().isEmpty()
                                && call.inputs() instanceof ObjectNode inputs ->
                        given.put(call.id(), inputs);
                case RunEvent.Metric metric when metric.row() != null && metric.call() != null -> {
                    var inputs = given.remove(metric.call());
                    if (inputs != null
                            && metric.error() == null
                            && metric.outputs() instanceof ObjectNode outputs) {
                        var answer = new Answer(inputs, outputs);
                        first.putIfAbsent(metric.row(), answer);
                        last.put(metric.row(), answer);
                    }
                }
                default -> {}
            }
        }
    }
}
