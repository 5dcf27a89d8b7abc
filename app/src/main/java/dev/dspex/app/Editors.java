package dev.dspex.app;

import dev.dspex.app.inspector.Surroundings;
import dev.dspex.app.shell.View;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The editors of a project that are not a canvas, by the id of their view. */
interface Editors {
    /**
     * {@code signature:PROGRAM:NODE}, {@code data:SPLIT}; empty for what the project does not hold.
     */
    Optional<View> view(OpenProject project, String id);

    /**
     * What the inspector asks of the project around a program.
     *
     * @param path nodes that lead to a program within it; empty for the whole
     * @param select selects a node by id
     */
    Surroundings surroundings(
            OpenProject project, String program, List<String> path, Consumer<String> select);
}
