package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The one place where the variables of a project change. A change takes place as a whole or not at
 * all: it is checked, what follows from it is computed, it is written to the history, and then
 * every observer is told once, in the order of the changes and of the ranks. Safe for any thread;
 * an observer may make changes itself, which are told after the one it is being told of.
 */
public final class Coordinator {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final int UNDO_STEPS = 200;

    /** A place among the observers. */
    private record Watching(Observer.Rank rank, Observer observer) {}

    private record Undo(VariableSpace before, VariableSpace after, String by) {}

    private final ChangeLog log;
    private final InstantSource clock;
    private final Leases leases;
    private final List<Watching> observers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Told> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Deque<Undo> undo = new ArrayDeque<>();
    private volatile Snapshot now;

    public Coordinator(VariableSpace space, ChangeLog log, InstantSource clock) {
        this(space, log, clock, new Leases(clock));
    }

    /**
     * @param leases who may change what, such as those of all processes
     */
    public Coordinator(VariableSpace space, ChangeLog log, InstantSource clock, Leases leases) {
        this.log = log;
        this.clock = clock;
        this.leases = leases;
        now = new Snapshot(space, Map.copyOf(log.versions()), 0);
    }

    /** The space as it is now. */
    public Snapshot now() {
        return now;
    }

    public Leases leases() {
        return leases;
    }

    /** What a variable was, newest first. */
    public List<ChangeLog.Entry> history(String name, int most) {
        return log.history(name, most);
    }

    /** Tells of every change from now on until the returned action is run. */
    public Runnable observe(Observer.Rank rank, Observer observer) {
        Watching watching = new Watching(rank, observer);
        synchronized (observers) {
            int at = 0;
            while (at < observers.size() && observers.get(at).rank().compareTo(rank) <= 0) {
                at++;
            }
            observers.add(at, watching);
        }
        return () -> observers.remove(watching);
    }

    /** Makes a change, with all that follows from it. */
    public Coordinated coordinate(Change change) {
        Coordinated outcome = commit(change);
        tell();
        return outcome;
    }

    private synchronized Coordinated commit(Change change) {
        Snapshot before = now;
        for (Map.Entry<String, Long> entry : change.expected().entrySet()) {
            long actual = before.version(entry.getKey());
            if (actual != entry.getValue()) {
                return new Coordinated.Conflict(entry.getKey(), entry.getValue(), actual);
            }
        }
        Lease lease = change.lease();
        if (lease != null && !lease.renew()) {
            return new Coordinated.Refused(List.of(lost(lease)));
        }
        Lease.Info holder = leases.against(change.values().keySet(), lease);
        if (holder != null) {
            String name =
                    change.values().keySet().stream()
                            .filter(holder.names()::contains)
                            .findFirst()
                            .orElse("");
            return new Coordinated.Held(name, holder);
        }
        return switch (before.space().with(change.values())) {
            case Step.Refused(var problems) -> new Coordinated.Refused(problems);
            case Step.Taken(var space, var changes) -> {
                if (!changes.isEmpty()) {
                    take(space, changes, change.by(), change.why());
                    remember(before.space(), space, change.by());
                }
                yield new Coordinated.Done(now, changes);
            }
        };
    }

    /**
     * Changes definitions, rules or bindings. Refused where the space would not be sound any more,
     * for example because an expression would go in a circle.
     */
    public Coordinated edit(String by, String why, Function<VariableSpace, Checked> edit) {
        Coordinated outcome = commit(by, why, edit);
        tell();
        return outcome;
    }

    private synchronized Coordinated commit(
            String by, String why, Function<VariableSpace, Checked> edit) {
        VariableSpace before = now.space();
        return switch (edit.apply(before)) {
            case Checked.Bad(var problems) -> new Coordinated.Refused(problems);
            case Checked.Ok(var after) -> {
                List<ValueChange> changes = differences(before, after);
                if (!after.equals(before)) {
                    take(after, changes, by, why);
                    remember(before, after, by);
                }
                yield new Coordinated.Done(now, changes);
            }
        };
    }

    private void remember(VariableSpace before, VariableSpace after, String by) {
        undo.push(new Undo(before, after, by));
        if (undo.size() > UNDO_STEPS) {
            undo.removeLast();
        }
    }

    /** Whose change the next {@link #undo} takes back; empty where there is none. */
    public synchronized Optional<String> undoOf() {
        return Optional.ofNullable(undo.peek()).map(Undo::by);
    }

    /** Takes the last change back, as a change of its own; what is leased stays. */
    public Coordinated undo(String by) {
        Coordinated outcome = undoLast(by);
        tell();
        return outcome;
    }

    private synchronized Coordinated undoLast(String by) {
        Undo last = undo.peek();
        if (last == null) {
            return new Coordinated.Done(now, List.of());
        }
        List<ValueChange> changes = differences(now.space(), last.before);
        for (ValueChange change : changes) {
            Lease.Info holder = leases.against(java.util.Set.of(change.name()), null);
            if (holder != null) {
                return new Coordinated.Held(change.name(), holder);
            }
        }
        undo.pop();
        take(last.before, changes, by, "Undone: what " + last.by + " did");
        return new Coordinated.Done(now, changes);
    }

    /** Takes what the file has, as when others wrote it; forgets the steps of undo. */
    public void reset(VariableSpace space, String by) {
        synchronized (this) {
            if (space.equals(now.space())) {
                return;
            }
            take(space, differences(now.space(), space), by, "variables.json was changed");
            undo.clear();
        }
        tell();
    }

    private static List<ValueChange> differences(VariableSpace before, VariableSpace after) {
        List<ValueChange> changes = new ArrayList<>();
        for (String name : after.order()) {
            Object to = after.value(name);
            boolean derived = after.graph().variables().get(name) instanceof Variable.Composite;
            boolean known = before.variable(name).isPresent();
            if (known
                    && (!before.value(name).equals(to)
                            || before.isActive(name) != after.isActive(name))) {
                changes.add(
                        new ValueChange(
                                name, before.value(name), to, after.isActive(name), derived));
            }
        }
        return changes;
    }

    private void take(VariableSpace space, List<ValueChange> changes, String by, String why) {
        Map<String, Long> versions = new HashMap<>(now.versions());
        List<ChangeLog.Entry> entries = new ArrayList<>();
        long wall = clock.millis();
        for (ValueChange change : changes) {
            if (change.from().equals(change.to())) {
                continue; // only its activity changed
            }
            long version = versions.merge(change.name(), 1L, Long::sum);
            entries.add(
                    new ChangeLog.Entry(
                            change.name(),
                            version,
                            wall,
                            change.from(),
                            change.to(),
                            by,
                            why,
                            change.derived()));
        }
        log.append(entries);
        now = new Snapshot(space, versions, now.revision() + 1);
        untold.add(new Told(now, changes, by, why));
    }

    /** Whoever comes first tells for all; the others need not wait. */
    private void tell() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (Told told = untold.poll(); told != null; told = untold.poll()) {
                    tell(told);
                }
            } finally {
                telling.set(false);
            }
        }
    }

    private void tell(Told told) {
        for (Watching watching : observers) {
            try {
                watching.observer().changed(told);
            } catch (RuntimeException e) {
                LOG.error("an observer of variables failed at {}", told.after().revision(), e);
            }
        }
    }

    private static Problem lost(Lease lease) {
        return Problem.error(
                "lease_lost",
                say("%s does not hold these variables any more.", lease.holder()),
                say("Another one took them over, or it was silent for too long."));
    }
}
