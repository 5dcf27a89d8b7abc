/** Runs and their events in SQLite: what was appended is there after whatever kills the process. */
@NullMarked
package dev.dspex.store;

import org.jspecify.annotations.NullMarked;
