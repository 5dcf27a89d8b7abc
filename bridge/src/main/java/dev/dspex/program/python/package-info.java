/**
 * Signatures as the Python classes that people write for them: written, and read back without
 * running anything.
 */
@NullMarked
package dev.dspex.program.python;

import org.jspecify.annotations.NullMarked;
