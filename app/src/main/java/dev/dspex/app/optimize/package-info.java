/** Studies: the form that starts an optimizer and the view that watches it. */
@NullMarked
package dev.dspex.app.optimize;

import org.jspecify.annotations.NullMarked;
