/** A function that an LM writes for a task, its tests and what they say. */
@NullMarked
package dev.dspex.app.scaffold;

import org.jspecify.annotations.NullMarked;
