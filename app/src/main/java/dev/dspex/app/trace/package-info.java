/** The trace: every call of a run as a tree, with its prompt and answer. */
@NullMarked
package dev.dspex.app.trace;

import org.jspecify.annotations.NullMarked;
