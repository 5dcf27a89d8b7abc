package dev.dspex.program.python;

/**
 * Something to say about a part of the code.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 * @param message for the person
 * @param error whether the code means no signature because of it; else it only says what is not
 *     kept
 */
public record Mark(Span span, int line, int column, String message, boolean error) {}
