/** DSPex without a display: model, gateway, runs, store, optimization, reports, command line. */
@NullMarked
package dev.dspex;

import org.jspecify.annotations.NullMarked;
