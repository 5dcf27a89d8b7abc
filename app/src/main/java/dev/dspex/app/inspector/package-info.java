/** The inspector: what is selected, and every part of it that can be edited. */
@NullMarked
package dev.dspex.app.inspector;

import org.jspecify.annotations.NullMarked;
