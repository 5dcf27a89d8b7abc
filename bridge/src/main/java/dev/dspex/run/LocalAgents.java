package dev.dspex.run;

import dev.dspex.event.Stamped;
import dev.dspex.gateway.Lease;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Jobs of agents on the worker processes of this machine. */
record LocalAgents(RunContext context) implements AgentBackEnd {
    /** How long a job that was too slow may take to stop by itself. */
    private static final Duration GRACE = Duration.ofMillis(500);

    @Override
    public JobReport run(ObjectNode job, Duration patience, Consumer<Stamped> heard)
            throws RunFailure {
        var ended = new CountDownLatch(1);
        try (Lease lease = context.lease()) {
            Thread.ofVirtual().name("patience").start(() -> stop(lease, patience, ended));
            return context.run(lease, job, LocalAgents::kept, heard);
        } finally {
            ended.countDown();
        }
    }

    private static void stop(Lease lease, Duration patience, CountDownLatch ended) {
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) lease.stop(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A chunk's own sum and progress mean nothing for the whole. */
    private static boolean kept(ObjectNode event) {
        String type = event.path("type").asString("");
        return !type.equals("result") && !type.equals("status");
    }
}
