package dev.dspex.broken.event;

import dev.dspex.broken.left.Left;

/** Knows a package that the model must not know. */
record EventKnowsTooMuch(Left left) {}
