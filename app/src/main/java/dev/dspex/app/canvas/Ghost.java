package dev.dspex.app.canvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

/** What a drag shows before it is done, in canvas units. */
sealed interface Ghost {
    /** The rectangle that selects. */
    record Marquee(Rectangle2D area) implements Ghost {}

    /**
     * A link on its way.
     *
     * @param refused why it cannot be dropped where it is; null when it can, or when nothing is
     *     there
     */
    record Link(Point2D from, Point2D to, @Nullable String refused) implements Ghost {}
}
