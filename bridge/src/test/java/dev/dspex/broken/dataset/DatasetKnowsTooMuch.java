package dev.dspex.broken.dataset;

import dev.dspex.broken.left.Left;

/** Knows a package that the model must not know. */
record DatasetKnowsTooMuch(Left left) {}
