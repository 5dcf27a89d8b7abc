/** Variables that drive parameters of programs, and how their changes spread. */
@NullMarked
package dev.dspex.variable;

import org.jspecify.annotations.NullMarked;
