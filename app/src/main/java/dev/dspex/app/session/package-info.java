/** Live sessions: how they are set up, how they go, and what was decided in them and why. */
@NullMarked
package dev.dspex.app.session;

import org.jspecify.annotations.NullMarked;
