package dev.dspex.app.shell;

import javafx.scene.Node;

import java.util.function.Supplier;

/**
 * A view that can stand in a dock. Features know nothing of it: the composition root wraps their
 * nodes.
 *
 * @param id stable, with the kind first: {@code canvas:triage}; the saved layout names it
 * @param closable whether the person may close it; tools may not
 * @param content made when the view is first shown
 */
public record View(
        String id,
        String title,
        String icon,
        Place place,
        boolean closable,
        Supplier<Node> content) {
    /** Where a view stands until the person moves it. */
    public enum Place {
        /** In the middle: programs, signatures, data. */
        EDITOR,
        /** Below: run, streams, trace, problems. */
        TOOL
    }

    public static View editor(String id, String title, String icon, Supplier<Node> content) {
        return new View(id, title, icon, Place.EDITOR, true, content);
    }

    public static View tool(String id, String title, String icon, Supplier<Node> content) {
        return new View(id, title, icon, Place.TOOL, false, content);
    }
}
