package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** A step of a program. */
public sealed interface Node
        permits ModuleNode,
                RetrieverNode,
                RouterNode,
                ProgramNode,
                ToolNode,
                CodeNode,
                ImportedNode {

    /** What every node has: id, title, place, pinned outputs. */
    NodeHead head();

    Node withHead(NodeHead head);

    /** Its kind, as in program files and {@link Kind#of}. */
    String kindName();

    /** Fields that links must feed. */
    List<Field> inputs();

    /** Fields that links may take, those that DSPy adds by itself first. */
    List<Field> outputs();

    /** Attribute name in the built dspy.Module and in exported Python. */
    default String id() {
        return head().id();
    }

    /** What the canvas shows. */
    default String title() {
        return head().title();
    }

    /** Null until somebody, or the layout, has placed it. */
    default @Nullable Point at() {
        return head().at();
    }

    /** Values of outputs by name; when there are any the node is not run and gives these. */
    default Map<String, JsonNode> pinned() {
        return head().pinned();
    }

    default boolean isPinned() {
        return !pinned().isEmpty();
    }

    default Node movedTo(Point place) {
        return withHead(head().movedTo(place));
    }

    /** The node under another id; a title that was the id follows. */
    default Node renamed(String newId) {
        return withHead(head().renamed(newId));
    }

    default Node withTitle(String newTitle) {
        return withHead(head().withTitle(newTitle));
    }
}
