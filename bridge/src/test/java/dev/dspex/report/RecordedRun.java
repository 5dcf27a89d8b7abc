package dev.dspex.report;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.Candidate;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.event.RunEvent.Fault;
import dev.dspex.event.RunEvent.JobEnded;
import dev.dspex.event.RunEvent.JobStarted;
import dev.dspex.event.RunEvent.LmEnded;
import dev.dspex.event.RunEvent.LmStarted;
import dev.dspex.event.RunEvent.LmUse;
import dev.dspex.event.RunEvent.Message;
import dev.dspex.event.RunEvent.Metric;
import dev.dspex.event.RunEvent.Outcome;
import dev.dspex.event.RunEvent.Provenance;
import dev.dspex.event.RunEvent.RunFinished;
import dev.dspex.event.RunEvent.RunQueued;
import dev.dspex.event.RunEvent.RunStarted;
import dev.dspex.event.RunEvent.Trial;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A small study as events: 20 rows before and after, a search of three candidates, one lost worker.
 */
final class RecordedRun {
    static final String ID = "r-study";
    static final String NASTY = "=1+1 <b>\"&| `x`";
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Stamped> events = new ArrayList<>();
    private double wall = 1_795_412_100_000.0;

    static List<Stamped> study() {
        var run = new RecordedRun();
        run.add(new RunQueued("optimize", "triage", request()), null);
        run.add(new RunStarted(provenance()), null);
        run.score("j1", 8);
        run.search();
        run.score("j3", 16);
        run.add(new RunFinished(RunStatus.FINISHED, null, 12.5, summary()), null);
        return run.events;
    }

    /** The same, but that the worker of the search was lost before and all was searched anew. */
    static List<Stamped> searchedTwice() {
        var run = new RecordedRun();
        run.add(new RunQueued("optimize", "triage", request()), null);
        run.add(new RunStarted(provenance()), null);
        run.score("j1", 8);
        run.lostSearch();
        run.search();
        run.score("j3", 16);
        run.add(new RunFinished(RunStatus.FINISHED, null, 12.5, summary()), null);
        return run.events;
    }

    private void lostSearch() {
        add(new JobStarted("j0", "optimize", 60), "w3");
        candidate("c0", List.of(), CandidateStatus.SEED, 0.4, "Sort the ticket.", 0);
        trial(1, "c0", 0.4, 0.4, 20);
        candidate("c9", List.of("c0"), CandidateStatus.BEST, 0.9, "Sort it well.", 2);
        trial(2, "c9", 0.9, 0.9, 40);
        add(new JobEnded("j0", Outcome.LOST, null), "w3");
        add(new Fault("worker_lost", "j0", List.of(), "starts again", "signal 9"), "w3");
    }

    private void score(String job, int right) {
        add(new JobStarted(job, "evaluate", 20), "w1");
        for (var row = 0; row < 20; row++) {
            call(job + "-" + row, "classify", 100 + row);
            var ok = row < right;
            var expected = json("{\"team\": \"billing\"}");
            var outputs = ok ? expected : JSON.createObjectNode().put("team", NASTY);
            add(
                    new Metric(
                            null,
                            "test",
                            "t" + row,
                            ok ? 1.0 : 0.0,
                            outputs,
                            expected,
                            null,
                            null,
                            0.2,
                            null),
                    "w1");
        }
        add(new JobEnded(job, Outcome.DONE, null), "w1");
    }

    private void search() {
        add(new JobStarted("j2", "optimize", 60), "w2");
        candidate(
                "c0",
                List.of(),
                CandidateStatus.SEED,
                0.4,
                "Sort the ticket.\nAnswer with one label.",
                0);
        trial(1, "c0", 0.4, 0.4, 20);
        add(
                new Fault(
                        "worker_lost",
                        "j2",
                        List.of("t3"),
                        "tried again on another worker",
                        "killed by signal 9"),
                "w2");
        call("s1", "classify", 300);
        candidate("c1", List.of("c0"), CandidateStatus.REJECTED, 0.35, "Sort it.", 2);
        trial(2, "c1", 0.35, 0.4, 40);
        candidate(
                "c2",
                List.of("c0"),
                CandidateStatus.BEST,
                0.8,
                "Sort the ticket by who must act.\nAnswer with one label.",
                4);
        trial(3, "c2", 0.8, 0.8, 60);
        add(new JobEnded("j2", Outcome.DONE, null), "w2");
    }

    private void candidate(
            String id,
            List<String> parents,
            CandidateStatus status,
            double score,
            String text,
            int demos) {
        add(
                new Candidate(
                        id,
                        parents,
                        status,
                        "full evaluation",
                        score,
                        Map.of("classify", text),
                        Map.of("classify", demos),
                        json("{}"),
                        10),
                "w2");
    }

    /** A row takes a second with the first candidate, two with the second, … */
    private void trial(int number, String candidate, double score, double best, long calls) {
        var team = json("{\"team\": \"billing\"}");
        add(
                new Metric(
                        candidate, "validation", "v1", score, team, team, null, null, number, null),
                "w2");
        add(new Trial(number, candidate, true, score, 20, best, calls, 1000, 100, null), "w2");
    }

    private void call(String id, String node, long tokens) {
        var messages = List.of(new Message("user", JSON.valueToTree("hello")));
        add(
                new LmStarted(
                        id,
                        null,
                        node,
                        "student",
                        "main",
                        "openai/gpt",
                        messages,
                        json("{}"),
                        null),
                "w1");
        add(
                new LmEnded(id, List.of("billing"), tokens, 10, 0.001, false, 0.25, null, 1, null),
                "w1");
    }

    private void add(RunEvent event, @Nullable String worker) {
        wall += 10;
        events.add(new Stamped(ID, events.size() + 1, wall, (long) (wall * 1e6), worker, event));
    }

    private static Provenance provenance() {
        return new Provenance(
                "9f86d0",
                "60303a",
                "3.4.1",
                "3.11.7",
                "1.0.0",
                "Linux",
                Map.of("student", new LmUse("openai/gpt", json("{\"temperature\": 0.3}"))),
                "ChatAdapter",
                7L,
                Map.of("test", 20));
    }

    private static JsonNode request() {
        return json(
                """
                {"kind": "optimize", "metric": "exact", "optimizer": "MIPROv2", "settings": {"auto": "light"}, "lm": "main",
                 "cap": {"calls": 1000, "usd": 10}, "variables": {"temp": 0.3, "style": "plain"},
                 "data": {"train": "a", "validation": "b", "test": "b"},
                 "program": {"name": "triage", "inputs": [{"name": "ticket", "type": "str"}],
                  "nodes": [{"id": "classify", "kind": "Predict", "title": "Classify <it>",
                   "signature": {"name": "C", "instructions": "Sort the ticket.",
                    "inputs": [{"name": "ticket", "type": "str", "description": "Text"}],
                    "outputs": [{"name": "team", "type": "literal['billing', 'tech']", "description": ""}]}}],
                  "links": [{"from": "input.ticket", "to": "classify.ticket"}, {"from": "classify.team", "to": "output.team"}]}}
                """);
    }

    private static JsonNode summary() {
        return json(
                """
                {"optimizer": "MIPROv2", "before": {"score": 0.4, "n": 20}, "after": {"score": 0.8, "n": 20},
                 "p_value": 0.0078, "minimum_gain": 0.25, "accepted": true, "best": "c2", "values": {"temp": 0.7}, "state": "state/triage/r-study.json"}
                """);
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private RecordedRun() {}
}
