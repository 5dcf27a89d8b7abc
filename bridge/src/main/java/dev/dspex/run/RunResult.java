package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;

import org.jspecify.annotations.Nullable;

/** How a run ended. */
public record RunResult(
        String run,
        RunStatus status,
        @Nullable RunError error,
        Outcome outcome,
        Usage usage,
        double seconds) {}
