/**
 * Runs programs, evaluations and optimizations on the pool of workers; every event is in the store
 * before anyone sees it.
 */
@NullMarked
package dev.dspex.run;

import org.jspecify.annotations.NullMarked;
