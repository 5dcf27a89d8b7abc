package dev.dspex.variable;

/**
 * What became of one variable in a step.
 *
 * @param from the value before; equal to {@code to} where only its activity changed
 * @param active whether it counts now; only a conditional may not
 * @param derived whether it followed from others, rather than being chosen
 */
public record ValueChange(String name, Object from, Object to, boolean active, boolean derived) {}
