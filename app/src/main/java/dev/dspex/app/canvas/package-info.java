/** The program as a graph. */
@NullMarked
package dev.dspex.app.canvas;

import org.jspecify.annotations.NullMarked;
