/** Rows of a project's data. */
@NullMarked
package dev.dspex.app.dataset;

import org.jspecify.annotations.NullMarked;
