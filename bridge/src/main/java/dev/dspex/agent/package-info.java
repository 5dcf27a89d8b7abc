/** Programs as agents: what they can do, what they need, who does a task, how they vote. */
@NullMarked
package dev.dspex.agent;

import org.jspecify.annotations.NullMarked;
