/**
 * Programs as immutable values: what they are made of, what is wrong with them, and their files.
 */
@NullMarked
package dev.dspex.program;

import org.jspecify.annotations.NullMarked;
