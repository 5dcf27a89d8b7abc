/** What people think of answers: ratings, and choices between two, in a file of the project. */
@NullMarked
package dev.dspex.judgement;

import org.jspecify.annotations.NullMarked;
