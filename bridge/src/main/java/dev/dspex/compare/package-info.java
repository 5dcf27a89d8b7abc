/** What differs between two versions of a program, two learned states, two runs. */
@NullMarked
package dev.dspex.compare;

import org.jspecify.annotations.NullMarked;
