package dev.dspex.run;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Adds up what the LM calls of a run used, over all its jobs. Not thread-safe. */
final class UsageMeter {
    private static final long EVERY_NANOS = 500_000_000L;

    private final Map<String, String> aliases = new HashMap<>();
    private final TreeSet<String> unknownPrices = new TreeSet<>();
    private RunEvent.@Nullable Cap cap;
    private Usage usage;
    private Usage asked = Usage.NONE;
    private @Nullable Usage reported;
    private long reportedAt;

    /**
     * @param before what the run had used when it was interrupted
     * @param cap the most that it may use
     */
    UsageMeter(Usage before, RunEvent.@Nullable Cap cap) {
        this.usage = before;
        this.reported = before;
        this.cap = cap;
    }

    void saw(RunEvent event) {
        switch (event) {
            case RunEvent.LmStarted started -> aliases.put(started.id(), started.alias());
            case RunEvent.LmEnded ended -> ended(ended);
            default -> {}
        }
    }

    private void ended(RunEvent.LmEnded call) {
        String alias = aliases.remove(call.id());
        if (call.error() != null) {
            return;
        }
        asked = asked.plus(call.promptTokens(), call.completionTokens(), call.usd());
        if (call.cached()) {
            return;
        }
        if (call.usd() == null && alias != null) {
            unknownPrices.add(alias);
        }
        usage = usage.plus(call.promptTokens(), call.completionTokens(), call.usd());
    }

    Usage usage() {
        return usage;
    }

    /**
     * How far the run has come: what it has used, or, while a resumed run is answered from its
     * journal, what it had used when it was here before.
     */
    Usage reached() {
        return asked.calls() < usage.calls() ? asked : usage;
    }

    /** Another cap holds from now on; the next report says so. */
    void limited(RunEvent.@Nullable Cap other) {
        cap = other;
        reported = null;
    }

    /** The totals as an event; null when nothing is new, or the last one is only just out. */
    RunEvent.@Nullable Budget report(long now, boolean last) {
        if (usage.equals(reported) || (!last && now - reportedAt < EVERY_NANOS)) {
            return null;
        }
        reported = usage;
        reportedAt = now;
        return new RunEvent.Budget(
                usage.calls(),
                usage.promptTokens(),
                usage.completionTokens(),
                usage.usd(),
                List.copyOf(unknownPrices),
                cap);
    }
}
