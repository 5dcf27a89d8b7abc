/** What surrounds the workbench: folders, settings, secrets, the Python environment. */
@NullMarked
package dev.dspex.infra;

import org.jspecify.annotations.NullMarked;
