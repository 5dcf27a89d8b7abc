/** Versions of a program, learned states and runs beside each other. */
@NullMarked
package dev.dspex.app.compare;

import org.jspecify.annotations.NullMarked;
