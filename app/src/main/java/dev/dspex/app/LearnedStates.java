package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.learned.LearnedModel;
import dev.dspex.app.learned.LearnedView;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.View;
import dev.dspex.optimize.LearnedState;
import dev.dspex.program.TextFile;

import javafx.scene.Node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The state files of an open project as views: edited by hand, saved anew, used. */
final class LearnedStates {
    static final String STATE = "state:";
    private static final Logger LOG = LoggerFactory.getLogger(LearnedStates.class);
    private static final String SUFFIX = ".json";

    private final OpenProject project;
    private final Background background;
    private final Consumer<Notice> notices;
    private final Consumer<String> use;
    private final Consumer<String> compare;

    /**
     * @param use lets the program run with a state, by its path in the project
     * @param compare compares a state with the program as it was written
     */
    LearnedStates(
            OpenProject project,
            Background background,
            Consumer<Notice> notices,
            Consumer<String> use,
            Consumer<String> compare) {
        this.project = project;
        this.background = background;
        this.notices = notices;
        this.use = use;
        this.compare = compare;
    }

    /** {@code state:} and the path in the project; empty where there is no such file. */
    Optional<View> view(String id) {
        var name = id.substring(STATE.length());
        var file = project.folder().resolve(name);
        if (!Files.isRegularFile(file)) return Optional.empty();
        var title = String.valueOf(file.getFileName());
        return Optional.of(View.editor(id, title, "school-outline", () -> content(name, file)));
    }

    private Node content(String name, Path file) {
        try {
            var model = new LearnedModel(LearnedState.read(file));
            var used = name.equals(project.file().state());
            var actions =
                    new LearnedView.Actions(
                            () -> save(model.state(), file),
                            () -> use.accept(name),
                            () -> compare.accept(name));
            return new LearnedView(model, String.valueOf(file.getFileName()), used, actions);
        } catch (IOException e) {
            LOG.warn("{} not read", file, e);
            return new ErrorState(
                    text("workbench.file.failed", file.getFileName()),
                    String.valueOf(e.getMessage()),
                    String.valueOf(e),
                    null);
        }
    }

    private void save(LearnedState state, Path origin) {
        background.run(
                () -> {
                    var file = free(origin);
                    TextFile.write(file, state.text());
                    return project.folder().relativize(file).toString().replace('\\', '/');
                },
                name ->
                        notices.accept(
                                Notice.ok(text("learned.saved", name))
                                        .with(text("learned.use"), () -> use.accept(name))),
                error -> {
                    LOG.warn("state not written", error);
                    notices.accept(
                            Notice.error(
                                    text("learned.save.failed"),
                                    String.valueOf(error.getMessage())));
                });
    }

    /** {@code r-4-edited.json}, {@code r-4-edited-2.json}, …: nothing is written over. */
    private static Path free(Path origin) {
        var name = String.valueOf(origin.getFileName());
        var stem =
                name.substring(0, name.length() - SUFFIX.length()).replaceFirst("-edited.*$", "");
        var file = origin.resolveSibling(stem + "-edited" + SUFFIX);
        for (int n = 2; Files.exists(file); n++)
            file = origin.resolveSibling(stem + "-edited-" + n + SUFFIX);
        return file;
    }
}
