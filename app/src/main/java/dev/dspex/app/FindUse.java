package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.optimize.StudyActions;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Takes what a study found, or a saved state, into use. JavaFX thread only. */
final class FindUse {
    private final OpenProject project;
    private final ProjectVariables variables;
    private final Background background;
    private final Consumer<@Nullable String> reopen;
    private final Consumer<Throwable> failed;

    /**
     * @param reopen reads the project again, for its programs run with another state then
     */
    FindUse(
            OpenProject project,
            ProjectVariables variables,
            Background background,
            Consumer<@Nullable String> reopen,
            Consumer<Throwable> failed) {
        this.project = project;
        this.variables = variables;
        this.background = background;
        this.reopen = reopen;
        this.failed = failed;
    }

    /**
     * Values first, for another state opens the project anew.
     *
     * @param study its name in the history of values
     */
    void use(StudyActions.Found found, String study) {
        var values = found.values();
        Runnable state =
                () -> {
                    if (!found.state().isEmpty()) use(found.state());
                };
        if (values == null) state.run();
        else variables.use(values, study, state);
    }

    /** The project runs with this state from now on. */
    void use(String state) {
        background.run(
                () -> {
                    project.file().withState(state).write(project.folder());
                    return state;
                },
                _ -> reopen.accept(null),
                failed);
    }
}
