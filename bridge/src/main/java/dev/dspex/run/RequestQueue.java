package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.run.TaskFeed.Next;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Inputs that wait for a live session to answer them. Safe for any thread. */
public final class RequestQueue {
    private static final long MOMENT = 100;
    private static final RunError ENDED =
            RunError.of(
                    "session_ended", "The session has ended.", "Start it again.", "session ended");

    /**
     * What the session answered.
     *
     * @param outputs by field; null where it could not
     * @param error why it could not; null where it could
     * @param arm module that answered
     */
    public record Answer(@Nullable JsonNode outputs, @Nullable RunError error, String arm) {}

    private record Waiting(Rows.Row row, CompletableFuture<Answer> answer) {}

    private final BlockingQueue<Waiting> waiting;
    private final AtomicLong last = new AtomicLong();
    private volatile boolean ended;

    /**
     * @param most requests that may wait
     */
    public RequestQueue(int most) {
        waiting = new ArrayBlockingQueue<>(most);
    }

    /** Asks for an answer; empty where too many wait already. */
    public Optional<CompletableFuture<Answer>> offer(ObjectNode inputs) {
        var row = new Rows.Row("request " + last.incrementAndGet(), inputs);
        var one = new Waiting(row, new CompletableFuture<>());
        if (!ended && !waiting.offer(one)) return Optional.empty();
        if (ended) refuse(one);
        return Optional.of(one.answer());
    }

    /** Requests that wait. */
    public int size() {
        return waiting.size();
    }

    /** Nothing is answered any more; what waits is told so. */
    public void end() {
        ended = true;
        Waiting next = waiting.poll();
        while (next != null) {
            refuse(next);
            next = waiting.poll();
        }
    }

    private static void refuse(Waiting one) {
        one.answer().complete(new Answer(null, ENDED, ""));
    }

    TaskFeed feed() {
        return new Feed();
    }

    private final class Feed implements TaskFeed {
        @Override
        public Next next(int number) throws InterruptedException {
            Waiting next = waiting.poll(MOMENT, TimeUnit.MILLISECONDS);
            if (next == null) return ended ? new Next.End() : new Next.Later();
            return new Next.Given(
                    next.row(),
                    answer ->
                            next.answer()
                                    .complete(
                                            new Answer(
                                                    answer.outputs(),
                                                    answer.error(),
                                                    answer.arm())));
        }

        @Override
        public Optional<Rows.Row> find(String row) {
            return Optional.empty();
        }

        @Override
        public @Nullable Long total() {
            return null;
        }

        @Override
        public void close() {
            end();
        }
    }
}
