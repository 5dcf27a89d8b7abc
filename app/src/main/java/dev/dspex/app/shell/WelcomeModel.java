package dev.dspex.app.shell;

import dev.dspex.app.kit.RunState;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** What the welcome page lists. JavaFX thread only. */
public final class WelcomeModel {
    /** A sample project and its program as a drawing. */
    public record Sample(Path folder, String name, String description, MiniGraph.Drawing drawing) {}

    /**
     * A project that was open before.
     *
     * @param there whether its folder can still be found
     */
    public record Recent(Path folder, String name, boolean there) {}

    /**
     * Something the workbench needs.
     *
     * @param progress 0 to 1, negative when nothing is going on
     * @param action text of the button that fixes it, null for none
     */
    public record Check(
            String id,
            RunState state,
            String title,
            String text,
            double progress,
            @Nullable String action,
            Runnable fix) {
        private static final Runnable NOTHING = () -> {};

        public static Check of(String id, RunState state, String title, String text) {
            return new Check(id, state, title, text, -1, null, NOTHING);
        }

        public Check fixedBy(String button, Runnable does) {
            return new Check(id, state, title, text, progress, button, does);
        }

        public Check at(double share) {
            return new Check(id, state, title, text, share, action, fix);
        }
    }

    private final ObservableList<Sample> samples = FXCollections.observableArrayList();
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Check> checks = FXCollections.observableArrayList();

    public ObservableList<Sample> samples() {
        return samples;
    }

    public ObservableList<Recent> recent() {
        return recent;
    }

    public ObservableList<Check> checks() {
        return checks;
    }

    /** Puts a check in the place of the one with its id, or at the end. */
    public void put(Check check) {
        for (var i = 0; i < checks.size(); i++) {
            if (checks.get(i).id().equals(check.id())) {
                checks.set(i, check);
                return;
            }
        }
        checks.add(check);
    }

    public long ready() {
        return checks.stream().filter(c -> c.state() == RunState.OK).count();
    }
}
