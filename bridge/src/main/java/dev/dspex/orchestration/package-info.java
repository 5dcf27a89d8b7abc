/**
 * What a live session decides by itself, and why: trends of scores, sudden drops, which module gets
 * a task, and what follows from them. Pure: it sees numbers and says what to do; sessions do it.
 */
@NullMarked
package dev.dspex.orchestration;

import org.jspecify.annotations.NullMarked;
