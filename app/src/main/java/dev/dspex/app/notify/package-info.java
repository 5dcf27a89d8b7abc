/** Short messages over the window, and the list of problems. */
@NullMarked
package dev.dspex.app.notify;

import org.jspecify.annotations.NullMarked;
