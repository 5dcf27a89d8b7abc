/** Project folders: what is in them, who has one open, and whether its code may run. */
@NullMarked
package dev.dspex.project;

import org.jspecify.annotations.NullMarked;
