package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.run.AgentBoard.Ask;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Each row to the agents that can do it, with several workers. */
final class AgentsTask implements Task {
    /** Workers that may be lost on a row alone. */
    private static final int LOSSES = 2;

    private static final Duration GIVEN_UP = Duration.ofDays(1);

    private final RunRequest.Agents request;
    private final AgentBoard board;
    private final Map<Ask, Integer> losses = new ConcurrentHashMap<>();
    private @Nullable RunFailure failure;

    AgentsTask(RunRequest.Agents request) {
        this.request = request;
        this.board = new AgentBoard(request);
    }

    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        CallJournal journal = context.jobs.journal();
        boolean replay = journal != null && journal.replay();
        List<RunEvent> past = context.recorder.past().stream().map(Stamped::event).toList();
        board.retrace(past, replay);
        record(context, board.begin());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < request.workers(); i++) {
            threads.add(Thread.ofVirtual().name("agents-" + i).start(() -> work(context)));
        }
        for (Thread thread : threads) thread.join();
        RunFailure failed = failed();
        if (failed != null) {
            context.endedBy(failed);
            if (!context.stopped() && !context.capped()) throw failed;
        }
        return board.outcome();
    }

    private static void record(RunContext context, List<RunEvent> events) {
        if (!events.isEmpty()) context.recorder.own(events.toArray(RunEvent[]::new));
    }

    private synchronized @Nullable RunFailure failed() {
        return failure;
    }

    private synchronized void fail(RunFailure reason) {
        if (failure == null) failure = reason;
    }

    private void work(RunContext context) {
        try {
            AgentBackEnd place = new LocalAgents(context);
            while (true) {
                List<Ask> asks = board.next(request.threads());
                if (asks.isEmpty()) return;
                try {
                    if (failed() == null && !context.stopped()) ask(context, place, asks);
                } finally {
                    board.returned();
                }
                if (failed() != null || context.stopped()) return;
            }
        } catch (RunFailure e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(RunFailure.stopped());
        } catch (RunLog.LogException e) {
            fail(new RunFailure(e.error()));
        }
    }

    /** Asks one agent for some rows. */
    private void ask(RunContext context, AgentBackEnd place, List<Ask> all) throws RunFailure {
        List<Ask> asks = alone(all);
        var byRow = new HashMap<String, Ask>();
        asks.forEach(one -> byRow.put(one.row().id(), one));
        var heard = new Heard(context, byRow);
        JobReport report = place.run(job(context, asks), patience(), heard::take);
        RunError ofTheRun = heard.ofTheRun();
        if (ofTheRun != null) throw new RunFailure(ofTheRun);
        List<Ask> left = asks.stream().filter(one -> !board.answered(one)).toList();
        RunError error = report.error();
        if (error != null && ArmAnswer.OF_THE_RUN.contains(error.code())) {
            throw new RunFailure(error);
        }
        switch (report.outcome()) {
            case DONE -> none(context, left, error);
            case FAILED -> none(context, left, error);
            case LOST -> lost(context, report, left, asks.size() == 1);
            case CANCELLED -> {
                if (context.stopped()) throw RunFailure.stopped();
                none(context, left, slow());
            }
        }
        RunError hopeless = board.hopeless();
        if (hopeless != null) throw new RunFailure(hopeless);
    }

    /** Rows that lost a worker go one at a time. */
    private List<Ask> alone(List<Ask> all) {
        List<Ask> suspects = all.stream().filter(losses::containsKey).toList();
        if (suspects.isEmpty() || all.size() == 1) return all;
        List<Ask> now = all.stream().filter(one -> !losses.containsKey(one)).toList();
        if (now.isEmpty()) now = List.of(suspects.getFirst());
        List<Ask> chosen = now;
        board.again(all.stream().filter(one -> !chosen.contains(one)).toList());
        return chosen;
    }

    private Duration patience() {
        Duration patience = request.plan().patience();
        return patience.compareTo(GIVEN_UP) > 0 ? GIVEN_UP : patience;
    }

    private ObjectNode job(RunContext context, List<Ask> asks) {
        String agent = asks.getFirst().agent();
        Setup setup =
                request.agents().stream()
                        .filter(seat -> seat.name().equals(agent))
                        .map(AgentSeat::setup)
                        .findFirst()
                        .orElseThrow();
        if (setup == null) throw new IllegalStateException(agent);
        ObjectNode job = context.jobs.job("evaluate", setup, request.threads());
        job.put("metric", board.metric(asks.getFirst())).put("split", request.rows().split());
        job.put("candidate", agent);
        job.set("rows", JobMaker.rows(asks.stream().map(Ask::row).toList()));
        context.jobs.journalled(job, "agent " + agent, Usage.NONE);
        return job;
    }

    private void none(RunContext context, List<Ask> left, @Nullable RunError why) {
        RunError reason =
                why == null ? RunError.of("no_answer", "It gave no answer.", "", "") : why;
        for (Ask ask : left) record(context, board.told(ask, AgentAnswer.none(reason, 0)));
    }

    private RunError slow() {
        return RunError.of(
                "agent_slow",
                "It gave no answer within " + seconds() + " s.",
                "Give it more time, or ask another agent.",
                "patience " + request.plan().patience());
    }

    private String seconds() {
        double seconds = request.plan().patience().toMillis() / 1000.0;
        return seconds == Math.rint(seconds)
                ? Long.toString((long) seconds)
                : Double.toString(seconds);
    }

    private void lost(RunContext context, JobReport report, List<Ask> left, boolean alone) {
        RunError error = report.error();
        String cause = error == null ? "" : error.log();
        var again = new ArrayList<Ask>();
        for (Ask ask : left) {
            int count = losses.merge(ask, 1, Integer::sum);
            if (alone && count >= LOSSES) {
                RunError why =
                        RunError.of(
                                "row_lost",
                                "Two workers were lost on this row.",
                                "Look at what the program or the metric does with it.",
                                cause);
                record(context, board.told(ask, AgentAnswer.none(why, 0)));
            } else {
                again.add(ask);
            }
        }
        if (again.isEmpty()) return;
        context.recorder.about(
                report.worker(),
                new RunEvent.Fault(
                        "worker_lost",
                        report.job(),
                        again.stream().map(one -> one.row().id()).toList(),
                        "The rows go to another worker.",
                        cause));
        board.again(again);
    }

    /** Hands on what the rows of a job come to. */
    private final class Heard {
        private final RunContext context;
        private final Map<String, Ask> byRow;
        private @Nullable RunError ofTheRun;

        Heard(RunContext context, Map<String, Ask> byRow) {
            this.context = context;
            this.byRow = byRow;
        }

        synchronized @Nullable RunError ofTheRun() {
            return ofTheRun;
        }

        synchronized void take(Stamped stamped) {
            if (!(stamped.event() instanceof RunEvent.Metric metric)) return;
            Ask ask = byRow.get(metric.row());
            if (ask == null) return;
            RunError error = metric.error();
            if (error != null && ArmAnswer.OF_THE_RUN.contains(error.code())) {
                ofTheRun = error;
                return;
            }
            AgentAnswer answer = AgentAnswer.of(request.setup().program(), metric);
            record(context, board.told(ask, answer));
        }
    }
}
