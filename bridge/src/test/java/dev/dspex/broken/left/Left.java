package dev.dspex.broken.left;

import dev.dspex.broken.right.Right;

import org.jspecify.annotations.Nullable;

/** Half of a cycle between packages. */
public record Left(@Nullable Right other) {}
