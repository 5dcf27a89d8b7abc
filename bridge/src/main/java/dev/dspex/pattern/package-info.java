/** Patterns that a person keeps: parts of programs, to be used again in any project. */
@NullMarked
package dev.dspex.pattern;

import org.jspecify.annotations.NullMarked;
