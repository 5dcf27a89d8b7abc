/** The words of the workbench. */
@NullMarked
package dev.dspex.app.i18n;

import org.jspecify.annotations.NullMarked;
