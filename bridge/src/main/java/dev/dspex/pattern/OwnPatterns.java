package dev.dspex.pattern;

import dev.dspex.edit.Fragment;
import dev.dspex.program.TextFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The patterns of a person, each a file {@code NAME.pattern.json} that can be given to others.
 * Thread-safe.
 */
public final class OwnPatterns {
    public static final String SUFFIX = ".pattern.json";

    private static final Logger LOG = LoggerFactory.getLogger(OwnPatterns.class);

    private final Path folder;

    /**
     * @param personalData the person's data folder of the workbench
     */
    public OwnPatterns(Path personalData) {
        folder = personalData.resolve("patterns");
    }

    /** By name; a file that is no pattern is left out and named in the log. */
    public synchronized List<OwnPattern> all() {
        var found = new ArrayList<OwnPattern>();
        if (!Files.isDirectory(folder)) return found;
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(
                            file ->
                                    read(file)
                                            .ifPresentOrElse(
                                                    found::add,
                                                    () -> LOG.warn("{} is no pattern", file)));
        } catch (IOException e) {
            LOG.warn("patterns in {} not read", folder, e);
        }
        found.sort(Comparator.comparing(OwnPattern::name, String.CASE_INSENSITIVE_ORDER));
        return found;
    }

    public Optional<OwnPattern> find(String name) {
        return all().stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * Keeps a part under a name; one of that name gets a new version.
     *
     * @throws IOException when it was not written; what was there before is as it was
     */
    public synchronized OwnPattern save(String name, String description, String icon, Fragment part)
            throws IOException {
        int version = find(name).map(OwnPattern::version).orElse(0) + 1;
        var made = new OwnPattern(name, description, icon, version, part);
        write(made);
        return made;
    }

    /**
     * Takes in a file of somebody else's; one of the same name is replaced. Empty where the file is
     * no pattern.
     *
     * @throws IOException when the file cannot be read, or the pattern not be written
     */
    public synchronized Optional<OwnPattern> take(Path file) throws IOException {
        var pattern = OwnPattern.parse(Files.readString(file));
        if (pattern.isPresent()) write(pattern.get());
        return pattern;
    }

    /**
     * @throws IOException when it could not be removed
     */
    public synchronized void remove(String name) throws IOException {
        var known = find(name);
        if (known.isPresent()) Files.deleteIfExists(file(known.get()));
    }

    private void write(OwnPattern pattern) throws IOException {
        Files.createDirectories(folder);
        var before = find(pattern.name());
        TextFile.write(file(pattern), pattern.text());
        if (before.isPresent() && !before.get().name().equals(pattern.name()))
            Files.deleteIfExists(file(before.get()));
    }

    private Path file(OwnPattern pattern) {
        return folder.resolve(pattern.name() + SUFFIX);
    }

    private static Optional<OwnPattern> read(Path file) {
        try {
            return OwnPattern.parse(Files.readString(file));
        } catch (IOException e) {
            LOG.warn("{} not read", file, e);
            return Optional.empty();
        }
    }
}
