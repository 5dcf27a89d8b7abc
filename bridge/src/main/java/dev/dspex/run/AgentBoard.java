package dev.dspex.run;

import dev.dspex.agent.Agent;
import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.agent.Assignment;
import dev.dspex.agent.Ballot;
import dev.dspex.agent.Poll;
import dev.dspex.agent.Tally;
import dev.dspex.event.AgentEvent;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of a run of agents: who is asked, what they said, what is done. Which agents a task
 * goes to depends on the order of the rows alone. Safe for any thread.
 */
final class AgentBoard {
    /** An agent is to be asked for a row. */
    record Ask(Rows.Row row, String agent) {}

    /** A task that somebody can do. */
    private static final class Open {
        private final Rows.Row row;
        private final Set<String> required;
        private final Poll poll;
        private final Map<String, AgentAnswer> answers = new LinkedHashMap<>();

        Open(Rows.Row row, Set<String> required, Poll poll) {
            this.row = row;
            this.required = required;
            this.poll = poll;
        }
    }

    private final RunRequest.Agents request;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Deque<Ask> pending = new ArrayDeque<>();
    private final Map<String, AgentSeat> seats = new LinkedHashMap<>();
    private final Map<String, Map<String, AgentEvent.Ballot>> known = new HashMap<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final AgentTotals totals;
    private int out;

    AgentBoard(RunRequest.Agents request) {
        this.request = request;
        this.totals = new AgentTotals(request);
        for (AgentSeat seat : request.agents()) seats.put(seat.name(), seat);
    }

    /**
     * Takes over what an earlier part of the run, or the run that is replayed, recorded.
     *
     * @param failuresOnly whether only what is in no journal is taken: that an agent gave no answer
     */
    synchronized void retrace(List<RunEvent> past, boolean failuresOnly) {
        for (RunEvent event : past) {
            switch (event) {
                case AgentEvent.Ballot ballot when !failuresOnly || ballot.answer().isNull() ->
                        known.computeIfAbsent(ballot.row(), _ -> new HashMap<>())
                                .put(ballot.agent(), ballot);
                case AgentEvent.Vote vote when !failuresOnly -> done.add(vote.row());
                default -> {}
            }
        }
    }

    /** Gives out all tasks; what is told at once. */
    synchronized List<RunEvent> begin() {
        var events = new ArrayList<RunEvent>();
        var standings =
                request.agents().stream()
                        .filter(seat -> seat.setup() != null)
                        .map(AgentSeat::standing)
                        .toList();
        var assignment = new Assignment(standings);
        long number = 0;
        for (Rows.Row row : request.rows().rows()) {
            Set<String> required = required(row);
            Assignment.Given given = assignment.give(required, request.plan().voters());
            number++;
            if (given.voters().isEmpty()) {
                AgentEvent.Vote vote = AgentVotes.undone(row.id(), required, given.missing());
                if (done.add(row.id())) events.add(vote);
                totals.undone();
                continue;
            }
            var voters =
                    given.voters().stream()
                            .map(agent -> new Poll.Voter(agent.name(), weight(agent)))
                            .toList();
            var poll =
                    new Poll(
                            voters,
                            request.plan().quorum(),
                            request.plan().askAll(),
                            request.setup().seed() + number);
            var task = new Open(row, required, poll);
            open.put(row.id(), task);
            goOn(task, events);
        }
        if (!events.isEmpty()) events.add(progress());
        return events;
    }

    private double weight(Agent agent) {
        AgentSeat seat = seats.get(agent.name());
        return seat == null ? 0 : Ballot.weight(seat.standing().fitness());
    }

    private Set<String> required(Rows.Row row) {
        Set<String> required = new LinkedHashSet<>(request.plan().requires());
        String field = request.plan().requiresFrom();
        if (field != null) required.addAll(AgentsJson.names(row.values().path(field)));
        return required;
    }

    /** Asks the next voter of a task, or counts; ballots that are known are not asked for. */
    private void goOn(Open task, List<RunEvent> events) {
        for (var next = task.poll.next(); next.isPresent(); next = task.poll.next()) {
            AgentEvent.Ballot ballot = known.getOrDefault(task.row.id(), Map.of()).get(next.get());
            if (ballot == null) {
                pending.addLast(new Ask(task.row, next.get()));
                return;
            }
            take(task, next.get(), AgentVotes.answer(ballot));
        }
        count(task, events);
    }

    private AgentEvent.Ballot take(Open task, String agent, AgentAnswer answer) {
        task.answers.put(agent, answer);
        Ballot ballot = task.poll.cast(agent, answer.text(), answer.reason());
        AgentSeat seat = seats.get(agent);
        totals.ballot(agent, seat == null ? "" : seat.of(), answer, task.poll.askedAnyway(agent));
        List<String> voters = task.poll.voters();
        return new AgentEvent.Ballot(
                task.row.id(),
                agent,
                voters.indexOf(agent) + 1,
                voters.size(),
                answer.answer(),
                answer.score(),
                ballot.weight(),
                answer.reason(),
                answer.seconds());
    }

    private void count(Open task, List<RunEvent> events) {
        Tally tally = task.poll.tally();
        boolean alone = request.plan().coordination() == Coordination.NONE;
        AgentEvent.Vote vote =
                AgentVotes.counted(
                        task.row.id(),
                        task.required,
                        tally,
                        task.answers,
                        task.poll.spared(),
                        alone,
                        request.plan().quorum());
        totals.vote(vote);
        if (done.add(task.row.id())) events.add(vote);
    }

    /**
     * What is to be asked next, of one agent; waits while others may still bring something; empty
     * at the end.
     *
     * @param most rows at a time
     */
    synchronized List<Ask> next(int most) throws InterruptedException {
        while (pending.isEmpty() && out > 0) wait();
        Ask first = pending.poll();
        if (first == null) return List.of();
        var chunk = new ArrayList<Ask>(List.of(first));
        var rest = pending.iterator();
        while (rest.hasNext() && chunk.size() < most) {
            Ask other = rest.next();
            if (other.agent().equals(first.agent()) && compares(other) == compares(first)) {
                chunk.add(other);
                rest.remove();
            }
        }
        out++;
        return chunk;
    }

    private boolean compares(Ask ask) {
        return metric(ask).equals(request.metric());
    }

    /** The metric of a row: none that compares where there is nothing to compare with. */
    String metric(Ask ask) {
        return SessionScore.needsTruth(request.metric())
                        && !SessionScore.hasTruth(request.setup().program(), ask.row().values())
                ? SessionScore.NONE
                : request.metric();
    }

    /** What was taken with {@link #next} has come back, as far as it will. */
    synchronized void returned() {
        out--;
        notifyAll();
    }

    /** These are asked once more, each alone. */
    synchronized void again(List<Ask> asks) {
        asks.forEach(pending::addFirst);
        notifyAll();
    }

    /** An agent has answered, or will not; what is to be told. */
    synchronized List<RunEvent> told(Ask ask, AgentAnswer answer) {
        Open task = open.get(ask.row().id());
        if (task == null || task.answers.containsKey(ask.agent())) return List.of();
        var events = new ArrayList<RunEvent>();
        events.add(take(task, ask.agent(), answer));
        goOn(task, events);
        events.add(progress());
        notifyAll();
        return events;
    }

    /** Whether an agent has answered for a row. */
    synchronized boolean answered(Ask ask) {
        Open task = open.get(ask.row().id());
        return task != null && task.answers.containsKey(ask.agent());
    }

    /** What every agent failed with so far; null where somebody answered, or few were asked. */
    synchronized @Nullable RunError hopeless() {
        return totals.hopeless();
    }

    private RunEvent.Status progress() {
        long all = request.rows().size();
        return new RunEvent.Status(done.size() + " of " + all + " tasks", (long) done.size(), all);
    }

    synchronized Outcome outcome() {
        return totals.outcome();
    }
}
