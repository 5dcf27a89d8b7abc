/** The stream laboratory: lanes that answer the same input, watched and steered by rules. */
@NullMarked
package dev.dspex.app.lab;

import org.jspecify.annotations.NullMarked;
