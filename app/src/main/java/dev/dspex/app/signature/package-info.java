/** A signature as a form, as Python and as the prompt it becomes. */
@NullMarked
package dev.dspex.app.signature;

import org.jspecify.annotations.NullMarked;
