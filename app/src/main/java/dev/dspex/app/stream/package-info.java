/** Streams: one lane of live text for each field that a node writes. */
@NullMarked
package dev.dspex.app.stream;

import org.jspecify.annotations.NullMarked;
