package dev.dspex.variable;

/**
 * One direction of a search: a variable that can be chosen.
 *
 * @param now its present value
 * @param conditional whether it counts only for some values of the others
 */
public record Dimension(String name, Domain domain, Object now, boolean conditional) {}
