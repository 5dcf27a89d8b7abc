/** Variables of a project: a table, what they drive, and one of them in full. */
@NullMarked
package dev.dspex.app.variable;

import org.jspecify.annotations.NullMarked;
