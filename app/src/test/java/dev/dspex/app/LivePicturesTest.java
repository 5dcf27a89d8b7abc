package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.chart.ChartSheet;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;

import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;

/** A picture of every live view with a recorded run, in both themes, in target/pictures. */
class LivePicturesTest {
    @TestFactory
    Stream<DynamicTest> everyViewIsDrawn() {
        return LivePictures.all().keySet().stream()
                .flatMap(
                        name ->
                                Arrays.stream(Theme.values())
                                        .map(
                                                theme ->
                                                        DynamicTest.dynamicTest(
                                                                name + " " + theme.id(),
                                                                () ->
                                                                        assertDrawn(
                                                                                LivePictures.take(
                                                                                        name,
                                                                                        theme)))));
    }

    @Test
    void everyChartIsDrawn() {
        for (var theme : Theme.values())
            assertDrawn(Pictures.take("charts", theme, 1400, 900, ChartSheet::make));
    }

    private static void assertDrawn(WritableImage image) {
        var colours = new HashSet<Integer>();
        var pixels = image.getPixelReader();
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) colours.add(pixels.getArgb(x, y));
        }
        assertThat(colours).as("a view is more than a ground").hasSizeGreaterThan(12);
    }
}
