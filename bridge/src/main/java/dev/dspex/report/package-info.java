/**
 * Run reports: one model with every number, and one writer a format. Pure functions over a stored
 * run.
 */
@NullMarked
package dev.dspex.report;

import org.jspecify.annotations.NullMarked;
