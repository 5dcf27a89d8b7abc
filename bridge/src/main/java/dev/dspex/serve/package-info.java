/**
 * A program behind HTTP on this machine: what comes in and goes out is held against its schema, and
 * too much at a time is turned away. It knows no LM and no worker: a live session answers.
 */
@NullMarked
package dev.dspex.serve;

import org.jspecify.annotations.NullMarked;
