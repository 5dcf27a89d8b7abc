package dev.dspex.app.session;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.Chooser;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.Course;
import dev.dspex.orchestration.Decision;
import dev.dspex.orchestration.Strategy;
import dev.dspex.orchestration.Task;
import dev.dspex.orchestration.Thompson;
import dev.dspex.orchestration.Told;
import dev.dspex.orchestration.TrendTest;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The events of a session in which the best module becomes worse half-way, as they are recorded.
 */
final class SessionStory {
    static final String RUN = "r";
    static final List<String> ARMS = List.of("Predict", "ChainOfThought", "ReAct");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double BEGAN = 1_795_412_000_000.0;
    private static final double PACE = 1.4;

    private final List<Stamped> events = new ArrayList<>();
    private final Random random = new Random(11);
    private double seconds;

    private SessionStory() {}

    /** The beginning, and so many tasks. */
    static List<Stamped> told(int tasks) {
        var story = new SessionStory();
        story.begin(tasks);
        story.tasks(tasks);
        return story.events;
    }

    /** The same to its end. */
    static List<Stamped> ended(int tasks) {
        var story = new SessionStory();
        story.begin(tasks);
        story.tasks(tasks);
        story.own(
                new RunEvent.RunFinished(
                        RunStatus.FINISHED, null, story.seconds, MAPPER.createObjectNode()));
        return story.events;
    }

    private void begin(int tasks) {
        ObjectNode request = MAPPER.createObjectNode();
        request.put("split", "validation").put("metric", "exact").put("workers", 4);
        request.put("strategy", Strategy.ADAPTIVE_LEARNING.key());
        request.put("interval", 1.0).put("parallel", 2).put("discount", 0.97).put("cool_down", 5);
        request.put("dry_run", false).put("by_class", true).put("rounds", 1);
        request.putObject("cap").put("calls", 600);
        var arms = request.putArray("arms");
        for (var arm : ARMS) arms.addObject().put("name", arm).put("kind", arm);
        own(new RunEvent.RunQueued("session", "adaptive_support", request));
        own(new RunEvent.Status("tasks", 0L, (long) tasks));
    }

    private void tasks(int tasks) {
        var bandit = new Thompson(ARMS, 0.97, 3);
        var chooser = new Chooser(ARMS, bandit, Map.of(), 3);
        var settings = new Conductor.Settings(TrendTest.STANDARD, 15, Duration.ofSeconds(5), false);
        var conductor =
                new Conductor(
                        settings,
                        Adaptation.standard(),
                        Course.begin(Duration.ofSeconds(1), 2, Strategy.ADAPTIVE_LEARNING),
                        4,
                        bandit);
        for (int i = 1; i <= tasks; i++) {
            seconds += PACE * (0.6 + 0.8 * random.nextDouble());
            var task = new Task(i % 4 == 0 ? "question" : "short text");
            if (i == tasks * 3 / 5) by(conductor, Strategy.PERFORMANCE_OPTIMIZED);
            var choice = chooser.choose(task, conductor.course());
            var arm = choice.arms().getFirst();
            double score = score(arm, i, tasks);
            chooser.learn(task, arm, score, 0.0004);
            var decision =
                    conductor.observe((long) (BEGAN + seconds * 1000), task, arm, score, List.of());
            var answers = new LinkedHashMap<String, SessionEvent.Answer>();
            answers.put(arm, new SessionEvent.Answer(score, 0.0004, 0.9, null));
            own(
                    new SessionEvent.Task(
                            i,
                            i - 1,
                            BEGAN + seconds * 1000,
                            String.valueOf(i),
                            task.kind(),
                            choice.scores(),
                            choice.by(),
                            answers,
                            arm,
                            score,
                            Told.trend(conductor.trend())));
            own(new RunEvent.Budget(i * 2L, i * 210L, i * 44L, i * 0.0004, List.of(), null));
            decision.ifPresent(this::decided);
        }
    }

    private void by(Conductor conductor, Strategy strategy) {
        var before = conductor.course();
        conductor.take(before.withStrategy(strategy));
        ObjectNode seen = MAPPER.createObjectNode();
        seen.put("sight", "person").put("control", "strategy").put("strategy", strategy.key());
        own(
                new RunEvent.Decision(
                        seen,
                        Told.changed(before, conductor.course()),
                        MAPPER.createObjectNode(),
                        "The strategy " + strategy.key() + " was chosen by hand."));
    }

    private double score(String arm, int i, int tasks) {
        double share = (double) i / tasks;
        double mean =
                switch (arm) {
                    case "ReAct" -> share < 0.4 ? 0.87 : Math.max(0.3, 0.87 - (share - 0.4) * 2.4);
                    case "ChainOfThought" -> 0.78;
                    default -> 0.62;
                };
        return Math.clamp(mean + random.nextGaussian() * 0.05, 0, 1);
    }

    private void decided(Decision decision) {
        own(
                new RunEvent.Decision(
                        Told.seen(decision),
                        Told.chosen(decision),
                        Told.rejected(decision),
                        decision.why()));
    }

    private void own(RunEvent event) {
        long seq = events.size() + 1;
        events.add(
                new Stamped(RUN, seq, BEGAN + seconds * 1000, (long) (seconds * 1e9), null, event));
    }
}
