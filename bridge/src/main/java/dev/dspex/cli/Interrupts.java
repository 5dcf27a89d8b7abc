package dev.dspex.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl+C while a run is on: the run is stopped and the command still says what it has, then ends
 * with the code for a stopped run.
 */
final class Interrupts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 150;

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook;

    Interrupts(Runnable stop) {
        hook =
                new Thread(
                        () -> {
                            stop.run();
                            try {
                                if (told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                                    Runtime.getRuntime().halt(ExitCode.STOPPED);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Everything has been said. */
    @Override
    public void close() {
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: it ends the process now.
        }
    }
}
