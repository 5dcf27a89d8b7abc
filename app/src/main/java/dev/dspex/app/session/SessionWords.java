package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.orchestration.Strategy;
import dev.dspex.program.Words;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a session says, in words. */
final class SessionWords {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private SessionWords() {}

    /** Improving, degrading, unstable or steady. */
    static String direction(String direction) {
        return switch (direction) {
            case "improving", "degrading", "unstable", "steady" ->
                    text("session.trend." + direction);
            default -> direction;
        };
    }

    /** What a decision answers; of a person's where it answers nothing. */
    static String sight(String sight) {
        return switch (sight) {
            case "improving", "degrading", "unstable", "steady_again", "drop", "resource_short" ->
                    text("session.sight." + sight);
            case "person" -> text("session.sight.person");
            default -> sight;
        };
    }

    /** The rule that a decision follows; its own sentence where it follows none. */
    static String why(Verdict verdict) {
        return switch (verdict.sight()) {
            case "improving", "degrading", "unstable", "steady_again", "drop", "resource_short" ->
                    text("session.why." + verdict.sight());
            default -> Words.told(verdict.why());
        };
    }

    static String strategyHelp(Strategy strategy) {
        return text("session.strategy." + strategy.key());
    }

    /** Slope and test of a trend; empty where there is none. */
    static String numbers(Trending trend) {
        return trend.direction().isEmpty()
                ? ""
                : text(
                        "session.seen.numbers",
                        Figures.gain(trend.change()),
                        trend.n(),
                        String.format(Locale.ROOT, "%.3f", trend.p()));
    }

    /** Everything that a decision changes. */
    static List<String> done(Verdict verdict) {
        var before = verdict.before();
        var after = verdict.after();
        var done = new ArrayList<String>();
        if (!verdict.module().isEmpty()) done.add(text("session.done.module", verdict.module()));
        if (!before.locked().equals(after.locked()))
            done.add(
                    after.locked().isEmpty()
                            ? text("session.done.unlocked")
                            : text("session.done.locked", after.locked()));
        if (verdict.changesStrategy())
            done.add(text("session.done.strategy", before.strategy(), after.strategy()));
        if (before.interval() != after.interval())
            done.add(text("session.done.interval", millis(before), millis(after)));
        if (before.parallel() != after.parallel())
            done.add(text("session.done.parallel", before.parallel(), after.parallel()));
        if (before.temperature() != after.temperature())
            done.add(
                    text(
                            "session.done.temperature",
                            factor(before.temperature()),
                            factor(after.temperature())));
        if (before.frozen() != after.frozen())
            done.add(text(after.frozen() ? "session.done.frozen" : "session.done.thawed"));
        if (verdict.reoptimize()) done.add(text("session.done.reoptimize"));
        if (done.isEmpty()) done.add(text("session.done.nothing"));
        return done;
    }

    static String factor(double factor) {
        return String.format(Locale.ROOT, "%.2f", factor);
    }

    private static String millis(Way way) {
        return Math.round(way.interval() * 1000) + " ms";
    }

    /** What became of it. */
    static String state(Verdict verdict) {
        if (!verdict.carried()) return text("session.state.told");
        if (verdict.changes()) return text("session.state.applied");
        return text(verdict.heldBack().isEmpty() ? "session.state.nothing" : "session.state.held");
    }

    static RunState shape(Verdict verdict) {
        if (!verdict.carried()) return RunState.IDLE;
        return verdict.changes() ? RunState.OK : RunState.REJECTED;
    }

    /** Time of the day. */
    static String clock(double wall) {
        return CLOCK.format(Instant.ofEpochMilli((long) wall).atZone(ZoneId.systemDefault()));
    }
}
