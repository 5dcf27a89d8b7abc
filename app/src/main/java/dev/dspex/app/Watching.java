package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.project.ProjectWatch;
import dev.dspex.variable.VariableFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Follows what others change in the files of an open project: programs are taken in, code counts
 * from the next run on. JavaFX thread only.
 */
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final String CODE = "code/";

    private final DesignPlace design;
    private final Saving saving;
    private final Runnable variables;
    private final Consumer<Notice> notices;
    private final @Nullable ProjectWatch watch;

    Watching(
            Path folder,
            DesignPlace design,
            Saving saving,
            Runnable variables,
            Background background,
            Consumer<Notice> notices) {
        this.design = design;
        this.saving = saving;
        this.variables = variables;
        this.notices = notices;
        watch = start(folder, files -> background.fx().execute(() -> changed(files)));
    }

    /** Where the system lets nobody watch, files are looked at when the window gets the focus. */
    private static @Nullable ProjectWatch start(Path folder, Consumer<Set<String>> changed) {
        try {
            return ProjectWatch.start(folder, changed);
        } catch (IOException e) {
            LOG.warn("{} is not watched", folder, e);
            return null;
        }
    }

    private void changed(Set<String> files) {
        saving.lookAtFiles();
        if (files.contains(VariableFile.NAME)) variables.run();
        var code = files.stream().filter(f -> f.startsWith(CODE)).collect(Collectors.toSet());
        if (code.isEmpty()) return;
        code.forEach(file -> design.reopen("code:" + file));
        notices.accept(
                Notice.ok(
                        text(
                                "workbench.code.changed",
                                code.stream().sorted().collect(Collectors.joining(", ")))));
    }

    void close() {
        if (watch == null) return;
        try {
            watch.close();
        } catch (IOException e) {
            LOG.warn("the watch was not closed", e);
        }
    }
}
