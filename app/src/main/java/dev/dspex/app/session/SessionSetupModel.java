package dev.dspex.app.session;

import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.SessionDraft;
import dev.dspex.orchestration.Strategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The session that the person has set up; empty until they do. JavaFX thread only. */
public final class SessionSetupModel {
    private final List<Runnable> watchers = new ArrayList<>();
    private @Nullable SessionDraft draft;

    /** What was stored. */
    public void load(SessionDraft stored) {
        draft = stored;
        changed();
    }

    /** The action runs after each change. */
    public void watch(Runnable action) {
        watchers.add(action);
    }

    public Optional<SessionDraft> draft() {
        return Optional.ofNullable(draft);
    }

    /** Two usual modules on these rows, where nothing is set up yet. */
    void begin(String split) {
        if (draft == null) set(SessionDraft.simple(split));
    }

    void addArm() {
        if (draft == null || draft.arms().size() == SessionDraft.MOST_ARMS) return;
        var arms = new ArrayList<>(draft.arms());
        arms.add(named(new Arm("new", null, null, null), arms));
        arms(arms);
    }

    void removeArm(int index) {
        if (draft == null || draft.arms().size() < 2) return;
        var arms = new ArrayList<>(draft.arms());
        arms.remove(index);
        arms(arms);
    }

    /** What a module changes; null leaves what the program says. It is named by that. */
    void arm(int index, @Nullable String node, @Nullable String kind, @Nullable String lm) {
        if (draft == null) return;
        var arms = new ArrayList<>(draft.arms());
        var others = new ArrayList<>(arms);
        others.remove(index);
        arms.set(index, named(new Arm("arm", node, kind, lm), others));
        arms(arms);
    }

    /** {@code node=kind@lm} as the command line has it; a number follows where it is taken. */
    private static Arm named(Arm arm, List<Arm> others) {
        var name = new StringBuilder(arm.node() == null ? "" : arm.node() + "=");
        name.append(arm.kind() == null && arm.lm() == null ? "as is" : "");
        if (arm.kind() != null) name.append(arm.kind());
        if (arm.lm() != null) name.append('@').append(arm.lm());
        var free = name.toString();
        for (int number = 2; taken(free, others); number++) free = name + " " + number;
        return new Arm(free, arm.node(), arm.kind(), arm.lm());
    }

    private static boolean taken(String name, List<Arm> others) {
        return others.stream().anyMatch(other -> other.name().equals(name));
    }

    private void arms(List<Arm> arms) {
        var d = draft;
        if (d == null) return;
        set(
                new SessionDraft(
                        arms,
                        d.metric(),
                        d.split(),
                        d.rounds(),
                        d.strategy(),
                        d.pace(),
                        d.calls(),
                        d.byClass(),
                        d.dryRun()));
    }

    /** All but the modules. */
    void rest(
            @Nullable String metric,
            String split,
            int rounds,
            Strategy strategy,
            SessionDraft.Pace pace,
            @Nullable Long calls,
            boolean byClass,
            boolean dryRun) {
        var d = draft;
        if (d == null) return;
        set(
                new SessionDraft(
                        d.arms(), metric, split, rounds, strategy, pace, calls, byClass, dryRun));
    }

    private void set(SessionDraft other) {
        if (other.equals(draft)) return;
        draft = other;
        changed();
    }

    private void changed() {
        for (var watcher : List.copyOf(watchers)) watcher.run();
    }
}
