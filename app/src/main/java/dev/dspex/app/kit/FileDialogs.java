package dev.dspex.app.kit;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for a place on the disk; empty when they cancel. JavaFX thread only. */
public interface FileDialogs {
    /** A folder that is there. */
    Optional<Path> folder(Window owner, String title);

    /**
     * A file that is there.
     *
     * @param patterns such as "*.py"; none for every file
     */
    Optional<Path> file(Window owner, String title, List<String> patterns);

    /** A place for something new; the dialog has asked before a file is replaced. */
    Optional<Path> place(Window owner, String title, String name);

    /** The dialogs of the operating system. */
    FileDialogs SYSTEM =
            new FileDialogs() {
                @Override
                public Optional<Path> folder(Window owner, String title) {
                    var chooser = new DirectoryChooser();
                    chooser.setTitle(title);
                    return path(chooser.showDialog(owner));
                }

                @Override
                public Optional<Path> file(Window owner, String title, List<String> patterns) {
                    var chooser = chooser(title);
                    if (!patterns.isEmpty()) {
                        var words = String.join(", ", patterns);
                        chooser.getExtensionFilters()
                                .add(new FileChooser.ExtensionFilter(words, patterns));
                    }
                    return path(chooser.showOpenDialog(owner));
                }

                @Override
                public Optional<Path> place(Window owner, String title, String name) {
                    var chooser = chooser(title);
                    chooser.setInitialFileName(name);
                    return path(chooser.showSaveDialog(owner));
                }

                private FileChooser chooser(String title) {
                    var chooser = new FileChooser();
                    chooser.setTitle(title);
                    return chooser;
                }

                private Optional<Path> path(@Nullable File chosen) {
                    return Optional.ofNullable(chosen).map(File::toPath);
                }
            };
}
