package dev.dspex.store;

import dev.dspex.event.EventType;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The events of a run in order, fetched page by page with a short query each: nothing stays open
 * between pages, so that a slow reader holds up neither the writer's checkpoints nor memory, and
 * nothing needs closing.
 */
final class EventPages implements Iterator<Stamped> {

    private static final int PAGE = 1_000;

    private final Connections connections;
    private final RunSummary run;
    private final @Nullable EventType type;
    private long nextSeq;
    private Iterator<Stamped> page = List.<Stamped>of().iterator();
    private boolean more = true;

    private EventPages(
            Connections connections, RunSummary run, long fromSeq, @Nullable EventType type) {
        this.connections = connections;
        this.run = run;
        this.nextSeq = fromSeq;
        this.type = type;
    }

    /** One index range a type, merged by number; no types means all events. */
    static Stream<Stamped> stream(
            Connections connections, RunSummary run, long fromSeq, Set<EventType> types) {
        Iterator<Stamped> events =
                types.isEmpty()
                        ? new EventPages(connections, run, fromSeq, null)
                        : new Merged(
                                types.stream()
                                        .map(
                                                type ->
                                                        new EventPages(
                                                                connections, run, fromSeq, type))
                                        .toList());
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, traits), false);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && more) {
            List<Stamped> fetched =
                    connections.read(
                            connection -> EventRows.page(connection, run, nextSeq, type, PAGE));
            more = fetched.size() == PAGE;
            page = fetched.iterator();
        }
        return page.hasNext();
    }

    @Override
    public Stamped next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Stamped event = page.next();
        nextSeq = event.seq() + 1;
        return event;
    }

    private static final class Merged implements Iterator<Stamped> {

        private record Head(Stamped event, EventPages rest) {}

        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparingLong((Head head) -> head.event.seq()));

        Merged(List<EventPages> parts) {
            parts.forEach(this::push);
        }

        private void push(EventPages part) {
            if (part.hasNext()) {
                heads.add(new Head(part.next(), part));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Stamped next() {
            Head head = heads.remove();
            push(head.rest);
            return head.event;
        }
    }
}
