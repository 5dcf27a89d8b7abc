package dev.dspex.cli;

import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.run.Runs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Runs one request to its end in front of the person. */
final class Job {
    private static final long LAST_EVENTS_SECONDS = 5;

    private Job() {}

    /**
     * Waits for the end and says it.
     *
     * @param streamed whether the answer's text is shown as it comes
     */
    static int run(Terminal terminal, Runs runs, RunRequest request, boolean json, boolean streamed)
            throws InterruptedException {
        return run(terminal, runs, request, json, streamed, result -> true);
    }

    /**
     * As above.
     *
     * @param good a last look at the result; a finished run that it does not like is a failed job
     */
    static int run(
            Terminal terminal,
            Runs runs,
            RunRequest request,
            boolean json,
            boolean streamed,
            Predicate<RunResult> good)
            throws InterruptedException {
        return run(
                terminal, runs, all -> all.submit(request), request.kind(), json, streamed, good);
    }

    /**
     * As above.
     *
     * @param begin starts the run, or goes on with one
     * @param kind of the run
     */
    static int run(
            Terminal terminal,
            Runs runs,
            Function<Runs, RunHandle> begin,
            String kind,
            boolean json,
            boolean streamed,
            Predicate<RunResult> good)
            throws InterruptedException {
        Consumer<String> text =
                json
                        ? piece -> {
                            terminal.err().print(piece);
                            terminal.err().flush();
                        }
                        : terminal::piece;
        RunWatch watch = new RunWatch(terminal, text);
        CountDownLatch shown = new CountDownLatch(1);
        try (Runs.Subscription _ =
                runs.subscribe(
                        batch -> {
                            watch.accept(batch);
                            if (RunWatch.ends(batch)) {
                                shown.countDown();
                            }
                        })) {
            RunHandle run = begin.apply(runs);
            try (Interrupts _ = new Interrupts(run::cancel)) {
                RunResult result = run.result().toCompletableFuture().join();
                boolean recorded = result.seconds() > 0;
                boolean all = recorded && shown.await(LAST_EVENTS_SECONDS, TimeUnit.SECONDS);
                watch.end();
                say(terminal, kind, result, json, streamed && all);
                int exit = ExitCode.of(result);
                boolean liked = good.test(result);
                return exit == ExitCode.DONE && !liked ? ExitCode.FAILED : exit;
            }
        }
    }

    private static void say(
            Terminal terminal, String kind, RunResult result, boolean json, boolean streamed) {
        if (json) {
            terminal.json(Results.json(result, kind));
        } else {
            Results.say(terminal, result, streamed);
        }
    }
}
