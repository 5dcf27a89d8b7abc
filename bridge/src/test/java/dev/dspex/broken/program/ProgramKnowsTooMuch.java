package dev.dspex.broken.program;

import dev.dspex.broken.left.Left;

/** Knows a package that the model must not know. */
record ProgramKnowsTooMuch(Left left) {}
