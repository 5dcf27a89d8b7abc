/** The window: top bar, perspectives, docks, status bar, project tree, welcome page. */
@NullMarked
package dev.dspex.app.shell;

import org.jspecify.annotations.NullMarked;
