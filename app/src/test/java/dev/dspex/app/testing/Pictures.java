package dev.dspex.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.theme.Appearance;
import dev.dspex.app.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

/**
 * Pictures of views in both themes, for people to look at: target/pictures/NAME-THEME.png. Without
 * a Stage, because the screen of the Headless platform is fixed at 1000 x 1000.
 */
public final class Pictures {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;

    private Pictures() {}

    /** The view is made anew for each theme. Returns the picture of the dark one. */
    public static WritableImage take(String name, Supplier<Parent> view) {
        take(name, Theme.LIGHT, WIDTH, HEIGHT, view);
        return take(name, Theme.DARK, WIDTH, HEIGHT, view);
    }

    public static WritableImage take(
            String name, Theme theme, int width, int height, Supplier<Parent> view) {
        var scene =
                OnFx.call(
                        () -> {
                            var made = new Scene(view.get(), width, height);
                            var appearance = new Appearance();
                            appearance.themeProperty().set(theme);
                            appearance.dress(made);
                            made.snapshot(null); // CSS, layout, skins
                            return made;
                        });
        for (var pass = 0; pass < 3; pass++) OnFx.run(() -> scene.snapshot(null)); // what ran later
        var image = OnFx.call(() -> scene.snapshot(null));
        write(image, name + "-" + theme.id());
        assertLegible(scene, name + "-" + theme.id());
        return image;
    }

    /** No words of the view are cut off or too pale; see {@link Legible}. */
    public static void assertLegible(Scene scene, String name) {
        assertThat(OnFx.call(() -> Legible.problems(scene.getRoot()))).as(name).isEmpty();
    }

    /** Writes a picture that a test took itself. */
    public static void write(WritableImage image, String name) {
        var file = Path.of("target", "pictures", name + ".png");
        int w = (int) image.getWidth(), h = (int) image.getHeight();
        var pixels = new int[w * h];
        image.getPixelReader()
                .getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), pixels, 0, w);
        var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, w, h, pixels, 0, w);
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(out, "png", file.toFile());
        } catch (IOException e) {
            throw new AssertionError("Not written: " + file, e);
        }
    }
}
