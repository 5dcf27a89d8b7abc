package dev.dspex.app;

import javafx.scene.image.Image;
import javafx.stage.Stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The picture of the workbench in title bars and task switchers. */
final class WindowIcons {
    private static final int[] SIZES = {16, 32, 48, 128, 256};

    private WindowIcons() {}

    static void give(Stage stage) {
        for (int size : SIZES) {
            var name = "icon/dspex-" + size + ".png";
            try (var file = WindowIcons.class.getResourceAsStream(name)) {
                stage.getIcons().add(new Image(Objects.requireNonNull(file, name)));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot be read", e);
            }
        }
    }
}
