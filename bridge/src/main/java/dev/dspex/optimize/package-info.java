/** Whether what an optimizer found is better than what was there. */
@NullMarked
package dev.dspex.optimize;

import org.jspecify.annotations.NullMarked;
