package dev.dspex.app.lab;

import dev.dspex.event.RunEvent;
import dev.dspex.event.StreamEvent;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.program.Words;
import dev.dspex.stream.StreamLane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One lane as far as its events tell: text, state, measures over time, and what rules did. */
final class LabLane {
    /** Seconds since the start of the lane at which a rule held, and which. */
    record Firing(double at, String rule, Strip strip, boolean switched) {}

    private final String id;
    private final LaneText text = new LaneText();
    private final Map<Strip, Series> measures = new EnumMap<>(Strip.class);
    private final Series places = new Series();
    private final List<Firing> firings = new ArrayList<>();
    private String name;
    private @Nullable String node;
    private @Nullable String module;
    private @Nullable String lm;
    private @Nullable Double temperature;
    private LaneState state = LaneState.WAITING;
    private int attempt = 1;
    private String why = "";
    private StreamEvent.@Nullable StreamMetrics last;
    private String call = "";
    private String field = "";
    private double started = -1;
    private double now;
    private boolean ended;
    private @Nullable Integer brokenAt;
    private final LaneUsage usage = new LaneUsage();

    LabLane(StreamLane plan) {
        id = plan.id();
        name = plan.name();
        node = plan.node();
        module = plan.kind();
        lm = plan.lm();
        temperature = plan.temperature();
        for (var strip : Strip.values()) measures.put(strip, new Series());
    }

    /**
     * @param seconds since the start of the run, here and below
     */
    void on(StreamEvent.Lane event, double seconds) {
        tick(seconds);
        if (started < 0 && event.state() != LaneState.WAITING) started = seconds;
        if (event.attempt() > attempt) text.card(LabWords.again(event));
        else if (event.state() == LaneState.FAILED && state != LaneState.FAILED)
            text.card(LabWords.failed(event));
        name = event.name();
        node = event.node();
        module = event.module();
        lm = event.lm();
        temperature = event.temperature();
        attempt = event.attempt();
        why = event.why();
        if (event.attempt() > 1 && event.state() == LaneState.SWITCHED)
            firings.add(new Firing(now, "", stripOfLast(), true));
        state = event.state();
        ended = isEnd(state);
        if (event.state() == LaneState.RETRYING || event.state() == LaneState.SWITCHED) {
            call = "";
            field = "";
        }
    }

    void on(RunEvent.Token token, double seconds) {
        tick(seconds);
        var of = Objects.requireNonNullElse(token.field(), "");
        if (!of.equals(field) || !token.id().equals(call)) {
            if (!of.isEmpty()) text.heading(of);
            field = of;
            call = token.id();
        }
        usage.first(seconds - Math.max(0, started));
        usage.letters(token.id(), token.text().length());
        text.write(token.text());
    }

    void on(StreamEvent.StreamMetrics event) {
        last = event;
        now = Math.max(now, event.at());
        add(Strip.REPETITION, event.repetition());
        var schema = event.schema();
        if (schema != null) add(Strip.SCHEMA, schema ? 1 : 0);
        if (event.brokenAt() != null) brokenAt = event.tokens();
        add(Strip.RATE, event.rate());
        var judge = event.judge();
        if (judge != null) add(Strip.JUDGE, judge);
        places.add(now, text.length());
    }

    private void add(Strip strip, double value) {
        measure(strip).add(now, value);
    }

    /**
     * @param number of the rule in the plan, from 1
     */
    void on(StreamEvent.RuleFired event, int number, double seconds) {
        tick(seconds);
        firings.add(new Firing(now, event.rule(), Strip.of(event.metric()), false));
        text.mark(text.lastWords(Math.max(1, objected(event))), text.length());
        text.card(LabWords.fired(event, number));
        usage.saved(event);
        call = "";
        field = "";
    }

    private Strip stripOfLast() {
        return firings.isEmpty() ? Strip.REPETITION : firings.getLast().strip();
    }

    /** How many words at the end are what the rule objected to. */
    private static int objected(StreamEvent.RuleFired event) {
        return switch (event.metric()) {
            case "tail_run" -> (int) event.value();
            case "repetition" -> Math.max(12, event.words());
            case "schema" -> 1;
            case "stall", "first_chunk", "rate" -> 0;
            default -> Math.max(1, event.words());
        };
    }

    void lm(RunEvent.LmEnded event) {
        usage.ended(event);
    }

    /** The run has ended: nothing more comes. */
    void close() {
        ended = true;
    }

    /** Time goes on while nothing comes. */
    private void tick(double seconds) {
        if (started >= 0) now = Math.max(now, seconds - started);
    }

    private static boolean isEnd(LaneState state) {
        return switch (state) {
            case CUT, FAILED, WON, LOST, DONE -> true;
            case WAITING, RUNNING, LEADS, RETRYING, SWITCHED -> false;
        };
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable String node() {
        return node;
    }

    @Nullable String module() {
        return module;
    }

    @Nullable String lm() {
        return lm;
    }

    @Nullable Double temperature() {
        return temperature;
    }

    LaneState state() {
        return state;
    }

    int attempt() {
        return attempt;
    }

    String why() {
        return Words.told(why);
    }

    boolean running() {
        return started >= 0 && !ended;
    }

    LaneText text() {
        return text;
    }

    Series measure(Strip strip) {
        return Objects.requireNonNull(measures.get(strip));
    }

    List<Firing> firings() {
        return List.copyOf(firings);
    }

    /** Place in the text that was reached at this second of the lane. */
    long placeAt(double seconds) {
        double place = places.at(seconds);
        return Double.isNaN(place) ? 0 : (long) place;
    }

    /** Tokens before the first letter that no valid value has; null while there is none. */
    @Nullable Integer brokenAt() {
        return brokenAt;
    }

    StreamEvent.@Nullable StreamMetrics last() {
        return last;
    }

    /** Seconds from its start to what came last. */
    double seconds() {
        return now;
    }

    LaneUsage usage() {
        return usage;
    }
}
