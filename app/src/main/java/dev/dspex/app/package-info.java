/** The workbench window; this package is the only place where its parts are put together. */
@NullMarked
package dev.dspex.app;

import org.jspecify.annotations.NullMarked;
