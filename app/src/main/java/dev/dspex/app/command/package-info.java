/** One value per command; menus, buttons, palette and keys are made from it. */
@NullMarked
package dev.dspex.app.command;

import org.jspecify.annotations.NullMarked;
