/** What a program has learned: instructions and demonstrations, edited by hand. */
@NullMarked
package dev.dspex.app.learned;

import org.jspecify.annotations.NullMarked;
