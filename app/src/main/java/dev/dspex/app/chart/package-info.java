/**
 * Charts drawn on a canvas of our own: axes, lines, steps, scatter, bars, sparklines, and the panel
 * that gives each of them a legend and a table.
 */
@NullMarked
package dev.dspex.app.chart;

import org.jspecify.annotations.NullMarked;
