package dev.dspex.cli;

import dev.dspex.event.RunEvent;
import dev.dspex.run.Limits;
import dev.dspex.variable.Leases;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Objects;

/** What a run may use at most, over all of its attempts, and where it pauses. */
final class Budget {
    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(names = "--budget-calls", paramLabel = "N", description = "At most N LM calls.")
    @Nullable Long calls;

    @Option(names = "--budget-tokens", paramLabel = "N", description = "At most N tokens.")
    @Nullable Long tokens;

    @Option(names = "--budget-usd", paramLabel = "X", description = "At most X dollars.")
    @Nullable Double usd;

    @Option(
            names = "--pause-after",
            paramLabel = "N",
            description = "Pause after N LM calls; --resume goes on.")
    @Nullable Long pauseAfter;

    @Option(
            names = "--anyway",
            description =
                    "Go on though scores do not get better, or calls lead to none; without it the"
                            + " run pauses then.")
    boolean anyway;

    @Option(
            names = "--if-held",
            paramLabel = "wait|abort|preempt",
            description =
                    "What to do where another study searches one of the variables: wait 5 seconds"
                            + " (the default), give up, or take them over: it pauses then.")
    String ifHeld = "wait";

    Limits limits() {
        return over(Limits.NONE);
    }

    /** Other limits with those that are given here; a pause is never taken over. */
    Limits over(Limits before) {
        check("--budget-calls", calls);
        check("--budget-tokens", tokens);
        check("--budget-usd", usd);
        check("--pause-after", pauseAfter);
        RunEvent.Cap had = before.cap();
        RunEvent.Cap cap =
                new RunEvent.Cap(
                        calls == null && had != null ? had.calls() : calls,
                        tokens == null && had != null ? had.tokens() : tokens,
                        usd == null && had != null ? had.usd() : usd);
        boolean none = cap.calls() == null && cap.tokens() == null && cap.usd() == null;
        return new Limits(
                none ? null : cap,
                pauseAfter,
                before.atOnce(),
                before.workers(),
                anyway || before.anyway(),
                whenHeld());
    }

    private Leases.WhenHeld whenHeld() {
        return switch (ifHeld) {
            case "wait" -> Leases.WhenHeld.WAIT;
            case "abort" -> Leases.WhenHeld.ABORT;
            case "preempt" -> Leases.WhenHeld.PREEMPT;
            default ->
                    throw new ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "--if-held must be wait, abort or preempt, not " + ifHeld + ".");
        };
    }

    private void check(String name, @Nullable Number most) {
        if (most != null && !(most.doubleValue() > 0)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    name + " must be more than 0, not " + most + ".");
        }
    }
}
