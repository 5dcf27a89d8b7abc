package dev.dspex.app;

import dev.dspex.app.canvas.Inspector;
import dev.dspex.app.shell.View;

import java.util.Optional;

/** The editors of a project that are not a canvas, by the id of their view. */
interface Editors {
    /**
     * {@code signature:PROGRAM:NODE}, {@code data:SPLIT}; empty for what the project does not hold.
     */
    Optional<View> view(OpenProject project, String id);

    /** What the inspector asks about the nodes of a program. */
    Inspector.Context context(OpenProject project, String program);
}
