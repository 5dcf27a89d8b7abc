/** What tests of views share: the JavaFX thread, pictures, a hand-driven frame clock. */
@NullMarked
package dev.dspex.app.testing;

import org.jspecify.annotations.NullMarked;
