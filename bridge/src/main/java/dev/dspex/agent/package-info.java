/** Modules as agents: what they can do, how they vote. */
@NullMarked
package dev.dspex.agent;

import org.jspecify.annotations.NullMarked;
