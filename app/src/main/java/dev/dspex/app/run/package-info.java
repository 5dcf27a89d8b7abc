/** The run panel: inputs, outputs, the history of runs, and an evaluation row by row. */
@NullMarked
package dev.dspex.app.run;

import org.jspecify.annotations.NullMarked;
