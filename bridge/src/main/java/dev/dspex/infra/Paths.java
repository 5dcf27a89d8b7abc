package dev.dspex.infra;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where things are.
 *
 * @param home the folder of the workbench itself: {@code python/}, {@code assets/}
 * @param data what the workbench keeps for a person: environments, settings, logs
 */
public record Paths(Path home, Path data) {
    /**
     * Finds both: the home from the system property {@code dspex.home}, else from where the code
     * lies; the data folder from the system property {@code dspex.data}, else from {@code
     * DSPEX_HOME}, else the system's usual place.
     */
    public static Paths detect() {
        String data = System.getProperty("dspex.data");
        return new Paths(
                findHome(),
                data == null
                        ? findData(System.getenv(), System.getProperty("os.name", ""))
                        : Path.of(data).toAbsolutePath());
    }

    static Path findData(Map<String, String> environment, String system) {
        String given = environment.getOrDefault("DSPEX_HOME", "");
        if (!given.isBlank()) {
            return Path.of(given).toAbsolutePath();
        }
        Path user = Path.of(System.getProperty("user.home", "."));
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? user.resolve("AppData").resolve("Local") : Path.of(local))
                    .resolve("dspex");
        }
        if (name.startsWith("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("dspex");
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        return (xdg.isBlank() ? user.resolve(".local").resolve("share") : Path.of(xdg))
                .resolve("dspex");
    }

    private static Path findHome() {
        String given = System.getProperty("dspex.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path at = codeLocation();
        for (Path folder = at; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(
                    folder.resolve("python").resolve("src").resolve("dspex_worker"))) {
                return folder;
            }
        }
        return at;
    }

    private static Path codeLocation() {
        try {
            return Path.of(Paths.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException | SecurityException e) {
            throw new IllegalStateException("the code has no location", e);
        }
    }

    /** What goes onto PYTHONPATH. */
    public Path pythonSource() {
        return home.resolve("python").resolve("src");
    }

    /** The script that makes the Python environment. */
    public Path environmentScript() {
        return home.resolve("python").resolve("environment.py");
    }

    /** Sample projects. */
    public Path samples() {
        return home.resolve("assets").resolve("samples");
    }

    public Path settings() {
        return data.resolve("settings.json");
    }

    /** Large payloads of running jobs, and the workers' working directory. */
    public Path work() {
        return data.resolve("work");
    }

    public Path log() {
        return data.resolve("log").resolve("dspex.log");
    }
}
