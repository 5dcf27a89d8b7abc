/** What the person sets once: LMs, prices, interpreter, looks. */
@NullMarked
package dev.dspex.app.settings;

import org.jspecify.annotations.NullMarked;
