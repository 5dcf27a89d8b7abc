package dev.dspex.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of the samples in the person's data folder, made when a sample is first opened. */
final class SampleCopies {
    private SampleCopies() {}

    /**
     * The copy of a sample, made if it is not there.
     *
     * @throws IOException when it could not be written; nothing half-made is left
     */
    static Path own(Path sample, Path folder) throws IOException {
        var copy = folder.resolve(String.valueOf(sample.getFileName()));
        if (ProjectOpening.isProject(copy)) return copy;
        Files.createDirectories(folder);
        var part = Files.createTempDirectory(folder, ".part");
        try (var files = Files.walk(sample)) {
            for (var from : files.filter(f -> !f.startsWith(sample.resolve(".dspex"))).toList()) {
                var to = part.resolve(sample.relativize(from).toString());
                if (Files.isDirectory(from)) Files.createDirectories(to);
                else Files.copy(from, to);
            }
        }
        return Files.move(part, copy);
    }
}
