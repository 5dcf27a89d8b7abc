package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The person's settings: a JSON file in the data folder, without any key or password. Keys that
 * this version does not know are kept. Safe for any thread.
 */
public final class Settings {
    private static final int RECENT = 12;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private ObjectNode values;
    private final @Nullable String notice;

    private Settings(Path file, ObjectNode values, @Nullable String notice) {
        this.file = file;
        this.values = values;
        this.notice = notice;
    }

    /** Reads the file; one that cannot be read is set aside, and {@link #notice} says so. */
    public static Settings load(Path file) {
        if (!Files.exists(file)) {
            return new Settings(file, MAPPER.createObjectNode(), null);
        }
        try {
            if (MAPPER.readTree(Files.readString(file)) instanceof ObjectNode values) {
                return new Settings(file, values, null);
            }
            return setAside(file, "it holds no JSON object");
        } catch (JacksonException | IOException e) {
            return setAside(file, e.getClass().getSimpleName());
        }
    }

    private static Settings setAside(Path file, String reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        String kept;
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            kept = " It was set aside as " + aside + ".";
        } catch (IOException e) {
            kept = "";
        }
        return new Settings(
                file,
                MAPPER.createObjectNode(),
                "The settings file could not be read ("
                        + reason
                        + "), so the usual settings hold."
                        + kept);
    }

    /** What the person should know about the file as it was found. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    public synchronized <T> T get(Setting<T> setting) {
        return setting.read(values.path(setting.key()));
    }

    /** Changes a setting and writes the file in one step. */
    public <T> void set(Setting<T> setting, T value) throws IOException {
        synchronized (this) {
            ObjectNode changed = values.deepCopy();
            changed.set(setting.key(), setting.write(value));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, MAPPER.writeValueAsString(changed) + "\n");
            Files.move(
                    part,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            values = changed;
        }
        listeners.forEach(Runnable::run);
    }

    /** Calls after each change, on the thread that made it. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** The LMs to choose from; {@code practice} comes first and is always there. */
    public List<LmAlias> lms() {
        List<LmAlias> own = get(Setting.LMS);
        LmAlias practice =
                own.stream()
                        .filter(lm -> lm.alias().equals(LmAlias.PRACTICE))
                        .findFirst()
                        .orElseGet(LmAlias::practiceLm);
        return Stream.concat(
                        Stream.of(practice),
                        own.stream().filter(lm -> !lm.alias().equals(LmAlias.PRACTICE)))
                .toList();
    }

    /** The LM of an alias; a name with a slash is taken as a model. */
    public Optional<LmAlias> lm(String aliasOrModel) {
        Optional<LmAlias> known =
                lms().stream().filter(lm -> lm.alias().equals(aliasOrModel)).findFirst();
        return known.isPresent() || !aliasOrModel.contains("/")
                ? known
                : Optional.of(LmAlias.ofModel(aliasOrModel, null));
    }

    /** Puts a project first among the recent ones. */
    public void opened(Path project) throws IOException {
        String name = project.toAbsolutePath().normalize().toString();
        set(
                Setting.RECENT_PROJECTS,
                Stream.concat(
                                Stream.of(name),
                                get(Setting.RECENT_PROJECTS).stream().filter(p -> !p.equals(name)))
                        .limit(RECENT)
                        .toList());
    }

    /** Folders of projects, latest first; what is no path is left out. */
    public List<Path> recent() {
        return get(Setting.RECENT_PROJECTS).stream().flatMap(Settings::path).toList();
    }

    private static Stream<Path> path(String text) {
        try {
            return text.isBlank() ? Stream.empty() : Stream.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Stream.empty();
        }
    }
}
