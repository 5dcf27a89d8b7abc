/** Classes that break each rule of the architecture, to prove that breaking it is noticed. */
@NullMarked
package dev.dspex.broken;

import org.jspecify.annotations.NullMarked;
