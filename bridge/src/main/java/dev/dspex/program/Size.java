package dev.dspex.program;

/** How large a note or a frame is: in canvas units, more than 0. */
public record Size(double width, double height) {

    public Size {
        width = Numbers.finite(width);
        height = Numbers.finite(height);
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("a size has a width and a height above 0");
        }
    }
}
