package dev.dspex.app.testing;

import dev.dspex.app.kit.FileDialogs;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Answers file dialogs with the paths that a test has laid down, in order; then cancels. */
public final class ChosenPlaces implements FileDialogs {
    private final Queue<Path> next = new ArrayDeque<>();

    public void choose(Path path) {
        next.add(path);
    }

    @Override
    public Optional<Path> folder(Window owner, String title) {
        return Optional.ofNullable(next.poll());
    }

    @Override
    public Optional<Path> file(Window owner, String title, List<String> patterns) {
        return Optional.ofNullable(next.poll());
    }

    @Override
    public Optional<Path> place(Window owner, String title, String name) {
        return Optional.ofNullable(next.poll());
    }
}
