/** The Agents place: who there is, how they vote, where they differ. */
@NullMarked
package dev.dspex.app.agent;

import org.jspecify.annotations.NullMarked;
