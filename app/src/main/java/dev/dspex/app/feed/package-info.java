/** How the events of a run, live or stored, reach the view models that show it. */
@NullMarked
package dev.dspex.app.feed;

import org.jspecify.annotations.NullMarked;
