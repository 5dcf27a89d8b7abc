package dev.dspex.app.canvas;

import dev.dspex.app.kit.RunState;

/**
 * Sizes of boxes in canvas units, known without a layout: routing, culling and the layered
 * placement need them for nodes that are not on the screen. canvas.css has the same numbers.
 */
final class Metrics {
    static final double MIN_WIDTH = 128;
    static final double MAX_WIDTH = 224;
    static final double HEADER = 32;
    static final double MODULE = 18;
    static final double ROW = 22;
    private static final double BORDER = 1;
    private static final double PAD = 4;
    private static final double LETTER = 6.5; // Inter 12 px, on average
    private static final double MONO = 6.6; // JetBrains Mono 11 px

    private Metrics() {}

    static double width(Box box) {
        var pin = box.pinned() ? 22 : 0;
        var widest =
                Math.max(
                        box.title().length() * 7.6 + 62 + pin, box.module().length() * LETTER + 60);
        for (var row = 0; row < rows(box); row++) widest = Math.max(widest, rowWidth(box, row));
        for (var tool : box.tools()) widest = Math.max(widest, tool.length() * 7.0 + 90);
        return Math.clamp(Math.ceil(widest / 8) * 8, MIN_WIDTH, MAX_WIDTH);
    }

    /** Whether the types of a row fit beside the names. */
    static boolean typesFit(Box box, int row) {
        return rowWidth(box, row) <= width(box);
    }

    static int rows(Box box) {
        return Math.max(box.ins().size(), box.outs().size());
    }

    static double height(Box box, NodeStatus status) {
        var y = portsTop(box) + ROW * rows(box) + PAD;
        if (!box.tools().isEmpty()) y += BORDER + 2 * PAD + ROW * box.tools().size();
        var lines = Strip.lines(status, width(box)).size();
        if (lines > 0) y += BORDER + 12 + stripHeight(lines);
        if (!status.figures().isEmpty()) y += BORDER + ROW;
        return y + BORDER;
    }

    static double stripHeight(int lines) {
        return lines * 16.0;
    }

    /** Height of the middle of a row's port above the top of its box. */
    static double portY(Box box, int row) {
        return portsTop(box) + ROW * row + ROW / 2;
    }

    /** Rows of a skipped node have nothing to say; others keep their place while a run goes on. */
    static boolean dimmed(NodeStatus status) {
        return status.state() == RunState.SKIPPED;
    }

    private static double portsTop(Box box) {
        return BORDER + HEADER + (box.module().isEmpty() ? 0 : MODULE) + BORDER + PAD;
    }

    private static double rowWidth(Box box, int row) {
        var width = 44.0;
        if (row < box.ins().size()) width += portWidth(box.ins().get(row));
        if (row < box.outs().size()) width += portWidth(box.outs().get(row));
        return width;
    }

    private static double portWidth(PortSpec port) {
        return port.name().length() * LETTER
                + (shownType(port).isEmpty() ? 0 : 4 + shownType(port).length() * MONO);
    }

    /** Long types are left to the tooltip. */
    static String shownType(PortSpec port) {
        var type = port.type().startsWith("literal[") ? "literal" : port.type();
        return type.length() > 12 ? "" : type;
    }
}
