package dev.dspex.app.pattern;

import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at: a call of a pattern, at a moment of it, with a thought selected. Until the
 * person goes elsewhere it is the newest call at its newest moment. JavaFX thread only.
 */
final class Shown {
    private static final int NEWEST = -1;

    private final PatternModel model;
    private final String node;
    private final List<Runnable> listeners = new ArrayList<>();
    private String run = "";
    private @Nullable String chosen;
    private int moment = NEWEST;
    private int selected;
    private ThoughtTree tree = ThoughtTree.EMPTY;
    private ThoughtLayout layout = ThoughtLayout.of(ThoughtTree.EMPTY, width(null));

    /**
     * @param node path of the pattern's node in the program
     */
    Shown(PatternModel model, String node) {
        this.model = model;
        this.node = node;
    }

    /** The action runs after each change of what is looked at. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes in what the run has said since. */
    void refresh() {
        if (!model.run().equals(run)) {
            run = model.run();
            chosen = null;
            moment = NEWEST;
            selected = 0;
        }
        var call = call().orElse(null);
        tree = call == null ? ThoughtTree.EMPTY : ThoughtTree.of(call, moment());
        layout = ThoughtLayout.of(tree, width(call));
        if (tree.thought(selected).isEmpty()) selected = 0;
        listeners.forEach(Runnable::run);
    }

    private static double width(@Nullable PatternCall call) {
        if (call == null) return 224;
        return switch (call.kind()) {
            case ModuleKind.SELF_CORRECTING -> 360;
            case ModuleKind.CONSENSUS -> 240;
            default -> 224;
        };
    }

    List<PatternCall> calls() {
        return model.of(node);
    }

    Optional<PatternCall> call() {
        var calls = calls();
        return calls.stream()
                .filter(one -> one.id().equals(chosen))
                .findFirst()
                .or(() -> calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast()));
    }

    void choose(PatternCall call) {
        if (call().filter(call::equals).isPresent()) return;
        chosen = call.id();
        moment = NEWEST;
        selected = 0;
        refresh();
    }

    /** The node with the settings of the run. */
    Optional<ModuleNode> settings() {
        return model.made(node);
    }

    ThoughtTree tree() {
        return tree;
    }

    ThoughtLayout layout() {
        return layout;
    }

    int moments() {
        return call().map(PatternCall::moments).orElse(0);
    }

    int moment() {
        int all = moments();
        return moment == NEWEST ? all : Math.min(moment, all);
    }

    boolean newest() {
        return moment() == moments();
    }

    /** Goes to a moment; from the last one on it follows what comes. */
    void goTo(int to) {
        int all = moments();
        int next = Math.clamp(to, 0, all);
        moment = next == all ? NEWEST : next;
        refresh();
    }

    Optional<Thought> selected() {
        return tree.thought(selected);
    }

    /**
     * @param number 0 for none
     */
    void select(int number) {
        if (number == selected) return;
        selected = number;
        listeners.forEach(Runnable::run);
    }

    /** Selects the next thought, in the order in which they were made. */
    void walk(int by) {
        var all = tree.thoughts();
        if (all.isEmpty()) return;
        var at = selected().map(all::indexOf).orElse(by > 0 ? -1 : all.size());
        select(all.get(Math.clamp(at + by, 0, all.size() - 1)).number());
    }
}
