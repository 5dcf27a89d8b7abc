package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A step of a program. */
public sealed interface Node permits ModuleNode {

    /** Attribute name in the built dspy.Module and in exported Python. */
    String id();

    /** What the canvas shows. */
    String title();

    /** Null until somebody, or the layout, has placed it. */
    @Nullable Point at();

    /** Fields that links must feed. */
    List<Field> inputs();

    /** Fields that links may take, those that DSPy adds by itself first. */
    List<Field> outputs();

    Node movedTo(Point place);

    /** The node under another id; a title that was the id follows. */
    Node renamed(String newId);

    Node withTitle(String newTitle);
}
