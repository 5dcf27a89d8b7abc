/**
 * The pool of Python workers, and the only place that knows Py4J. Moves jobs and events as JSON.
 */
@NullMarked
package dev.dspex.gateway;

import org.jspecify.annotations.NullMarked;
