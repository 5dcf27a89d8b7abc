package dev.dspex.app;

import dev.dspex.app.shell.DockLayout;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** How the docks of each project stood, a file each in the data folder. */
final class LayoutStore {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutStore.class);

    private final Path folder;

    LayoutStore(Path folder) {
        this.folder = folder;
    }

    Optional<DockLayout> read(Path project) {
        var file = file(project);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return DockLayout.read(Files.readString(file));
        } catch (IOException e) {
            LOG.warn("layout not read from {}", file, e);
            return Optional.empty();
        }
    }

    void write(Path project, DockLayout layout) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(project), layout.json());
        } catch (IOException e) {
            LOG.warn("layout not kept in {}", folder, e);
        }
    }

    void forget(Path project) {
        try {
            Files.deleteIfExists(file(project));
        } catch (IOException e) {
            LOG.warn("layout not forgotten", e);
        }
    }

    private Path file(Path project) {
        var name = project.toAbsolutePath().normalize().toString();
        return folder.resolve(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + ".json");
    }
}
