package dev.dspex.run;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a program last answered to given inputs, as the store has it. */
public final class LastAnswers {
    /** Runs that are looked through, the newest first. */
    private static final int RUNS = 30;

    private static final Set<String> KINDS = Set.of("run", "evaluate");
    private static final Set<EventType> CALLS =
            Set.of(EventType.CALL_STARTED, EventType.CALL_ENDED);

    /**
     * @param run its number
     */
    public record Answer(int run, ObjectNode outputs) {}

    private final RunStore store;

    public LastAnswers(RunStore store) {
        this.store = store;
    }

    /**
     * The newest answer to each row, by its id; rows that the program has not answered are not in
     * it, nor those whose inputs are kept back as secrets. Reads the store: any thread but one that
     * must not wait.
     *
     * @param name of the program in the project
     */
    public Map<String, Answer> of(String name, Program program, List<Rows.Row> rows) {
        List<String> inputs = program.inputs().stream().map(Field::name).toList();
        Map<String, List<String>> open = new HashMap<>();
        for (Rows.Row row : rows) {
            open.merge(
                    key(inputs, row.values()),
                    List.of(row.id()),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
        Map<String, Answer> found = new HashMap<>();
        for (RunSummary run : store.runs(new RunFilter(null, name, Set.of(), RUNS))) {
            if (open.isEmpty()) break;
            if (!KINDS.contains(run.kind()) || isPart(run)) continue;
            Search search = new Search(inputs, open.keySet());
            try (var events = store.events(run.id(), 1, CALLS)) {
                events.forEach(search::take);
            }
            search.answers.forEach(
                    (key, outputs) -> {
                        Answer answer = new Answer(run.number(), outputs);
                        List<String> ids = open.remove(key);
                        if (ids != null) ids.forEach(id -> found.put(id, answer));
                    });
        }
        return found;
    }

    private static boolean isPart(RunSummary run) {
        return run.request().has("until") || run.request().has("only");
    }

    /** The same for equal inputs; one that is absent counts as null. */
    private static String key(List<String> inputs, JsonNode values) {
        StringBuilder key = new StringBuilder();
        for (String input : inputs) {
            JsonNode value = values.path(input);
            if (!value.isMissingNode() && !value.isNull()) key.append(value);
            key.append('\u001f');
        }
        return key.toString();
    }

    /** Calls of the program as a whole within one run; of several to the same inputs the last. */
    private static final class Search {
        private final List<String> inputs;
        private final Set<String> wanted;
        private final Map<String, String> open = new HashMap<>();
        final Map<String, ObjectNode> answers = new HashMap<>();

        Search(List<String> inputs, Set<String> wanted) {
            this.inputs = inputs;
            this.wanted = new HashSet<>(wanted);
        }

        void take(Stamped stamped) {
            switch (stamped.event()) {
                case RunEvent.CallStarted call
                        when call.node().isEmpty() && call.call().equals("module") -> {
                    String key = key(inputs, call.inputs());
                    if (wanted.contains(key)) open.put(call.id(), key);
                }
                case RunEvent.CallEnded call -> {
                    String key = open.remove(call.id());
                    if (key != null
                            && call.error() == null
                            && call.outputs() instanceof ObjectNode outputs
                            && !outputs.toString().contains(Masking.MASK)) {
                        answers.put(key, outputs);
                    }
                }
                default -> {}
            }
        }
    }
}
