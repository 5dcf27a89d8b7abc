package dev.dspex.broken.right;

import dev.dspex.broken.left.Left;

import org.jspecify.annotations.Nullable;

/** Half of a cycle between packages. */
public record Right(@Nullable Left other) {}
