package dev.dspex.app.run;

import dev.dspex.app.feed.Statuses;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunNote;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All runs of the project, newest first. Starts from the store and follows live events. */
public final class HistoryModel {
    /**
     * One run.
     *
     * @param number counts the runs of the project from 1
     * @param started epoch milliseconds
     * @param seconds null while it runs
     */
    public record Item(
            String id,
            int number,
            String kind,
            String program,
            RunStatus status,
            @Nullable Double score,
            double started,
            @Nullable Double seconds) {

        Item with(RunStatus now) {
            return new Item(id, number, kind, program, now, score, started, seconds);
        }
    }

    private final List<Runnable> watchers = new ArrayList<>();
    private List<Item> items = new ArrayList<>();
    private Map<String, RunNote> notes = new HashMap<>();
    private String query = "";

    public void watch(Runnable action) {
        watchers.add(action);
    }

    /** What the store has, oldest first; numbers are given by the order. */
    public void setRuns(List<Item> stored) {
        items = new ArrayList<>(stored.reversed());
        changed();
    }

    public List<Item> items() {
        return List.copyOf(items);
    }

    /** What is looked for; the same as before where it is empty. */
    public void search(String words) {
        query = words.strip().toLowerCase(Locale.getDefault());
        changed();
    }

    /** The runs that have all of the words that are looked for, somewhere. */
    public List<Item> found() {
        if (query.isEmpty()) return items();
        return items.stream().filter(this::matches).toList();
    }

    private boolean matches(Item item) {
        var note = note(item.id());
        var words =
                String.join(
                                "\n",
                                String.valueOf(item.number()),
                                item.id(),
                                item.program(),
                                Statuses.kind(item.kind()),
                                Statuses.word(item.status()),
                                String.join("\n", note.tags()),
                                note.text())
                        .toLowerCase(Locale.getDefault());
        return Arrays.stream(query.split("\\s+")).allMatch(words::contains);
    }

    /** What persons keep with runs, by id. */
    public void setNotes(Map<String, RunNote> all) {
        notes = new HashMap<>(all);
        changed();
    }

    public void setNote(String run, RunNote note) {
        notes.put(run, note);
        changed();
    }

    public RunNote note(String run) {
        return notes.getOrDefault(run, RunNote.NONE);
    }

    /** A run was deleted. */
    public void remove(String run) {
        items.removeIf(item -> item.id().equals(run));
        notes.remove(run);
        changed();
    }

    /** Number of a run in the history, 0 when it is not there. */
    public int number(String run) {
        return items.stream()
                .filter(item -> item.id().equals(run))
                .mapToInt(Item::number)
                .findFirst()
                .orElse(0);
    }

    /** Takes events of all runs. */
    public void accept(List<Stamped> batch) {
        boolean any = false;
        for (var stamped : batch) any |= on(stamped);
        if (any) changed();
    }

    private boolean on(Stamped stamped) {
        return switch (stamped.event()) {
            case RunEvent.RunQueued queued -> add(stamped, queued);
            case RunEvent.RunStarted _ ->
                    replace(stamped.run(), item -> item.with(RunStatus.RUNNING));
            case RunEvent.RunFinished end -> replace(stamped.run(), item -> finished(item, end));
            default -> false;
        };
    }

    private boolean add(Stamped stamped, RunEvent.RunQueued queued) {
        Set<String> known = new HashSet<>();
        for (var item : items) known.add(item.id());
        if (known.contains(stamped.run())) return false;
        int number = items.isEmpty() ? 1 : items.getFirst().number() + 1;
        items.addFirst(
                new Item(
                        stamped.run(),
                        number,
                        queued.kind(),
                        queued.program(),
                        RunStatus.QUEUED,
                        null,
                        stamped.wall(),
                        null));
        return true;
    }

    private static Item finished(Item item, RunEvent.RunFinished end) {
        var summary = end.summary();
        var score =
                item.kind().equals("optimize")
                        ? summary.path("after").path("score")
                        : summary.path("score");
        return new Item(
                item.id(),
                item.number(),
                item.kind(),
                item.program(),
                end.status(),
                score.isNumber() ? score.asDouble() : null,
                item.started(),
                end.seconds());
    }

    private boolean replace(String run, java.util.function.UnaryOperator<Item> change) {
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).id().equals(run)) continue;
            items.set(i, change.apply(items.get(i)));
            return true;
        }
        return false;
    }

    private void changed() {
        for (var watcher : watchers) watcher.run();
    }
}
