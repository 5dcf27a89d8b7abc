/** Editing programs: what a gesture changes, undo, copy and paste, saving and recovery. */
@NullMarked
package dev.dspex.edit;

import org.jspecify.annotations.NullMarked;
