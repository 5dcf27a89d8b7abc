package dev.dspex.program;

/** A place on the canvas: the top left corner, in canvas units. */
public record Point(double x, double y) {

    public Point {
        x = Numbers.finite(x);
        y = Numbers.finite(y);
    }
}
