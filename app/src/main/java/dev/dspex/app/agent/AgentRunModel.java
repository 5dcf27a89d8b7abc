package dev.dspex.app.agent;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.AgentEvent;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run of agents as it goes, and the same when it is opened again. JavaFX thread only. */
public final class AgentRunModel extends RunFeed {
    /** Ways in which agents say how they came to an answer. */
    private static final List<String> REASONS = List.of("reasoning", "rationale");

    /** 2 before 10. */
    private static final Comparator<TaskVotes> BY_ROW =
            Comparator.comparingInt((TaskVotes task) -> task.row().length())
                    .thenComparing(TaskVotes::row);

    private final Map<String, TaskVotes> tasks = new LinkedHashMap<>();
    private final Set<String> voters = new LinkedHashSet<>();
    private JsonNode request = JsonNodeFactory.instance.objectNode();
    private String program = "";
    private @Nullable RunStatus status;
    private String error = "";
    private long total;

    @Override
    protected void reset() {
        tasks.clear();
        voters.clear();
        request = JsonNodeFactory.instance.objectNode();
        program = "";
        status = null;
        error = "";
        total = 0;
    }

    @Override
    protected void on(Stamped stamped) {
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                program = queued.program();
                request = queued.request();
            }
            case RunEvent.RunStarted _ -> {
                status = null;
                error = "";
            }
            case RunEvent.CallStarted call when call.parent() == null && call.row() != null ->
                    task(call.row()).inputs(call.inputs());
            case RunEvent.Metric metric when metric.row() != null -> scored(metric);
            case AgentEvent.Ballot ballot -> {
                voters.add(ballot.agent());
                task(ballot.row()).ballots().put(ballot.agent(), ballot);
            }
            case AgentEvent.Vote vote -> task(vote.row()).vote(vote);
            case RunEvent.Status doing when doing.total() != null -> total = doing.total();
            case RunEvent.RunFinished end -> {
                status = end.status();
                if (end.error() != null && end.status() == RunStatus.FAILED)
                    error = end.error().message();
            }
            default -> {}
        }
    }

    private void scored(RunEvent.Metric metric) {
        var task = task(String.valueOf(metric.row()));
        if (metric.expected().isObject()) task.expected(metric.expected());
        var agent = metric.candidate();
        if (agent == null) return;
        for (var name : REASONS) {
            var how = metric.outputs().path(name).asString("");
            if (!how.isEmpty()) task.reasoned(agent, how);
        }
    }

    private TaskVotes task(String row) {
        return tasks.computeIfAbsent(row, TaskVotes::new);
    }

    /** In the order of their rows. */
    List<TaskVotes> tasks() {
        return tasks.values().stream().sorted(BY_ROW).toList();
    }

    /** Agents that were asked, in the order of the registry then. */
    List<String> voters() {
        var ordered = new ArrayList<String>();
        for (var agent : request.path("agents")) {
            var name = agent.path("name").asString("");
            if (voters.contains(name)) ordered.add(name);
        }
        return ordered;
    }

    String program() {
        return program;
    }

    JsonNode request() {
        return request;
    }

    boolean consensus() {
        return request.path("coordination").asString("").equals("consensus");
    }

    double quorum() {
        return request.path("quorum").asDouble(0.5);
    }

    /** Null while it goes on. */
    public @Nullable RunStatus status() {
        return status;
    }

    boolean running() {
        return !isEmpty() && status == null;
    }

    String error() {
        return error;
    }

    long total() {
        return total;
    }

    long done() {
        return tasks.values().stream().filter(task -> task.vote() != null).count();
    }

    long splitVotes() {
        return tasks.values().stream().filter(TaskVotes::split).count();
    }

    long disputed() {
        return tasks.values().stream().filter(TaskVotes::disputed).count();
    }

    /** Mean score of the answers, NaN where none has one; a task without an answer counts 0. */
    double score() {
        return tasks.values().stream()
                .map(TaskVotes::vote)
                .filter(vote -> vote != null && vote.missing().isEmpty())
                .filter(vote -> vote.given() == null || vote.score() != null)
                .mapToDouble(vote -> vote.score() == null ? 0 : vote.score())
                .average()
                .orElse(Double.NaN);
    }

    /** Mean score of the ballots of an agent, NaN where none has one. */
    double score(String agent) {
        return tasks.values().stream()
                .map(task -> task.ballots().get(agent))
                .filter(ballot -> ballot != null && ballot.score() != null)
                .mapToDouble(ballot -> ballot.score() == null ? 0 : ballot.score())
                .average()
                .orElse(Double.NaN);
    }

    long ballots() {
        return tasks.values().stream().mapToLong(task -> task.ballots().size()).sum();
    }

    /**
     * Share of the tasks that both answered on which two agents differ, NaN where there is none.
     */
    double differ(String one, String other) {
        int both = 0;
        int differ = 0;
        for (var task : tasks.values()) {
            var first = task.ballots().get(one);
            var second = task.ballots().get(other);
            if (first == null || second == null) continue;
            if (first.answer().isNull() || second.answer().isNull()) continue;
            both++;
            if (!same(first.answer(), second.answer())) differ++;
        }
        return both == 0 ? Double.NaN : (double) differ / both;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return TaskVotes.line(one).equalsIgnoreCase(TaskVotes.line(other));
    }
}
