/** The command line: the same services as the window, JSON out, exit codes that scripts can use. */
@NullMarked
package dev.dspex.cli;

import org.jspecify.annotations.NullMarked;
