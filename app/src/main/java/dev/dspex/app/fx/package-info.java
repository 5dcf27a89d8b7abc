/** The one place that crosses to the JavaFX application thread. */
@NullMarked
package dev.dspex.app.fx;

import org.jspecify.annotations.NullMarked;
