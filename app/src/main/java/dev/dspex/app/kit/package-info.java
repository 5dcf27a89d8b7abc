/**
 * The parts every view is made of: icons, labels, buttons, chips, states of a view, a Canvas that
 * follows the theme.
 */
@NullMarked
package dev.dspex.app.kit;

import org.jspecify.annotations.NullMarked;
