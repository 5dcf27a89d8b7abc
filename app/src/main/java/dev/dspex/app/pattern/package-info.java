/** Patterns as they think: the tree of a pattern's steps, live and step by step. */
@NullMarked
package dev.dspex.app.pattern;

import org.jspecify.annotations.NullMarked;
