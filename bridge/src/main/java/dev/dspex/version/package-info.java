/** Earlier versions of a program: what was saved, what was committed, what was run. */
@NullMarked
package dev.dspex.version;

import org.jspecify.annotations.NullMarked;
