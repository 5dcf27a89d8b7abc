package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.KitSheet;
import dev.dspex.app.testing.Pictures;

import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Test;

import java.util.HashSet;

/** One picture of every view in both themes, in target/pictures. */
class PicturesTest {
    @Test
    void kit() {
        assertDrawn(Pictures.take("kit", KitSheet::make));
    }

    private static void assertDrawn(WritableImage image) {
        var colours = new HashSet<Integer>();
        var pixels = image.getPixelReader();
        for (var x = 0; x < image.getWidth(); x += 4) {
            for (var y = 0; y < image.getHeight(); y += 4) colours.add(pixels.getArgb(x, y));
        }
        assertThat(colours).as("a view is more than a ground").hasSizeGreaterThan(12);
    }
}
