/** What happens during a run, as the worker tells it and the store keeps it. */
@NullMarked
package dev.dspex.event;

import org.jspecify.annotations.NullMarked;
