/** Rows to run, learn and measure a program on, from JSONL and CSV files of any size. */
@NullMarked
package dev.dspex.dataset;

import org.jspecify.annotations.NullMarked;
