package dev.dspex.app;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the window stood. A place that no screen shows any more is forgotten. */
final class WindowBounds {
    private static final Logger LOG = LoggerFactory.getLogger(WindowBounds.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    record Bounds(double x, double y, double width, double height, boolean maximized) {}

    private final Path file;

    WindowBounds(Path file) {
        this.file = file;
    }

    /** Puts the window where it stood, and notes where it stands when it is hidden. */
    void follow(Stage stage) {
        var kept = read();
        if (kept != null && seen(kept)) {
            stage.setX(kept.x());
            stage.setY(kept.y());
            stage.setWidth(kept.width());
            stage.setHeight(kept.height());
            stage.setMaximized(kept.maximized());
        } else {
            var screen = Screen.getPrimary().getVisualBounds();
            if (screen.getWidth() < 1600 || screen.getHeight() < 1000) stage.setMaximized(true);
        }
        stage.setOnHidden(
                _ ->
                        write(
                                new Bounds(
                                        stage.getX(),
                                        stage.getY(),
                                        stage.getWidth(),
                                        stage.getHeight(),
                                        stage.isMaximized())));
    }

    private static boolean seen(Bounds b) {
        var title = new Rectangle2D(b.x() + 40, b.y() + 8, Math.max(80, b.width() - 80), 16);
        return b.width() >= 400
                && b.height() >= 300
                && Screen.getScreens().stream()
                        .anyMatch(s -> s.getVisualBounds().intersects(title));
    }

    private @org.jspecify.annotations.Nullable Bounds read() {
        try {
            return Files.exists(file)
                    ? MAPPER.readValue(Files.readString(file), Bounds.class)
                    : null;
        } catch (IOException | JacksonException e) {
            LOG.warn("window place not read from {}", file, e);
            return null;
        }
    }

    private void write(Bounds bounds) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, MAPPER.writeValueAsString(bounds));
        } catch (IOException e) {
            LOG.warn("window place not kept in {}", file, e);
        }
    }
}
