package dev.dspex.program.python;

/** Code that cannot be read further here. */
final class BadCode extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Span span;

    BadCode(Span span, String message) {
        super(message);
        this.span = span;
    }

    Span span() {
        return span;
    }
}
