package dev.dspex.app.inspector;

import javafx.scene.layout.Region;

/**
 * A section of the inspector. It stays while its node keeps its shape, so that fields keep the
 * keyboard.
 */
interface Part {
    Region region();

    /** Shows what the program has now. */
    void refresh();
}
