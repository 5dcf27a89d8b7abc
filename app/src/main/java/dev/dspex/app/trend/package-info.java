/** How fast the run is going, and how the program's scores have moved over all runs. */
@NullMarked
package dev.dspex.app.trend;

import org.jspecify.annotations.NullMarked;
