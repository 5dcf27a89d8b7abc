package dev.dspex.event;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The known types of events, each with its record. The name in lower case is the name on the wire.
 */
public enum EventType {
    RUN_QUEUED(RunEvent.RunQueued.class),
    RUN_STARTED(RunEvent.RunStarted.class),
    RUN_FINISHED(RunEvent.RunFinished.class),
    JOB_STARTED(RunEvent.JobStarted.class),
    JOB_ENDED(RunEvent.JobEnded.class),
    CALL_STARTED(RunEvent.CallStarted.class),
    CALL_ENDED(RunEvent.CallEnded.class),
    LM_STARTED(RunEvent.LmStarted.class),
    LM_ENDED(RunEvent.LmEnded.class),
    TOOL_STARTED(RunEvent.ToolStarted.class),
    TOOL_ENDED(RunEvent.ToolEnded.class),
    NODE_SKIPPED(RunEvent.NodeSkipped.class),
    PATTERN_STEP(RunEvent.PatternStep.class),
    TOKEN(RunEvent.Token.class),
    LANE(StreamEvent.Lane.class),
    STREAM_METRICS(StreamEvent.StreamMetrics.class),
    RULE_FIRED(StreamEvent.RuleFired.class),
    TASK(SessionEvent.Task.class),
    BALLOT(AgentEvent.Ballot.class),
    VOTE(AgentEvent.Vote.class),
    STATUS(RunEvent.Status.class),
    METRIC(RunEvent.Metric.class),
    CANDIDATE(RunEvent.Candidate.class),
    TRIAL(RunEvent.Trial.class),
    FRONT(RunEvent.Front.class),
    BUDGET(RunEvent.Budget.class),
    VARIABLE(RunEvent.Variable.class),
    DECISION(RunEvent.Decision.class),
    HEALTH(RunEvent.Health.class),
    FAULT(RunEvent.Fault.class),
    LOG(RunEvent.Log.class),
    RESULT(RunEvent.Result.class);

    private static final Map<String, EventType> BY_TEXT =
            Arrays.stream(values())
                    .collect(toUnmodifiableMap(EventType::text, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values())
                    .collect(toUnmodifiableMap(EventType::record, Function.identity()));

    private final Class<? extends RunEvent> record;
    private final String text;

    EventType(Class<? extends RunEvent> record) {
        this.record = record;
        this.text = name().toLowerCase(Locale.ROOT);
    }

    /** The record that holds an event of this type. */
    public Class<? extends RunEvent> record() {
        return record;
    }

    /** The name on the wire, such as {@code lm_started}. */
    public String text() {
        return text;
    }

    public static Optional<EventType> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    static Optional<EventType> of(RunEvent event) {
        return Optional.ofNullable(BY_RECORD.get(event.getClass()));
    }
}
