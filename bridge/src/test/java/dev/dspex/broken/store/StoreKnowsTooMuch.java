package dev.dspex.broken.store;

import dev.dspex.broken.left.Left;

/** Knows a package that the model must not know. */
record StoreKnowsTooMuch(Left left) {}
