/** Colours, fonts, scale and motion: everything a view looks like, switched while it is shown. */
@NullMarked
package dev.dspex.app.theme;

import org.jspecify.annotations.NullMarked;
