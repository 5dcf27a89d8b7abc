package dev.dspex.program.python;

/**
 * A part of a text.
 *
 * @param from 0-based, in UTF-16 units
 * @param to after the last
 */
public record Span(int from, int to) {}
