package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The interpreter that workers run with: named by the person, else made once from the locked
 * packages.
 */
public final class PythonEnvironment {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String DAMAGED = "Run \"dspex doctor\" to see what is wrong.";

    private final Paths paths;
    private final Map<String, String> environment;
    private final @Nullable String chosen;

    /**
     * A step of making the environment.
     *
     * @param total 0 when not known
     */
    public record Progress(String text, int done, int total) {}

    /**
     * @param chosen interpreter from the settings, or null for the workbench's own
     */
    public PythonEnvironment(Paths paths, @Nullable String chosen) {
        this(paths, System.getenv(), chosen);
    }

    PythonEnvironment(Paths paths, Map<String, String> environment, @Nullable String chosen) {
        this.paths = paths;
        this.environment = environment;
        this.chosen = chosen == null || chosen.isBlank() ? null : chosen;
    }

    /**
     * The interpreter; makes the environment first when it is missing, which takes up to a minute
     * and needs the network.
     */
    public Path ensure(Consumer<Progress> progress) throws SetupException, InterruptedException {
        Path noted = noted();
        if (noted != null) {
            return noted;
        }
        String given = environment.getOrDefault("DSPEX_PYTHON", "");
        if (!given.isBlank()) {
            return usable(given, "DSPEX_PYTHON names");
        }
        if (chosen != null) {
            return usable(chosen, "The settings name");
        }
        return make(BasePython.find(environment), progress);
    }

    /** The interpreter that the build noted for its tests. */
    private static @Nullable Path noted() {
        String file = System.getProperty("dspex.interpreter.file", "");
        try {
            return file.isEmpty() || !Files.isRegularFile(Path.of(file))
                    ? null
                    : Path.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            return null;
        }
    }

    private static Path usable(String python, String who)
            throws SetupException, InterruptedException {
        if (BasePython.version(python).isEmpty()) {
            throw new SetupException(
                    "python_unusable",
                    who + " " + python + ", which does not run.",
                    "Name another interpreter, or none to use the workbench's own.");
        }
        return Path.of(python);
    }

    private Path make(String base, Consumer<Progress> progress)
            throws SetupException, InterruptedException {
        Path script = paths.environmentScript();
        if (!Files.isRegularFile(script)) {
            throw new SetupException(
                    "environment_failed",
                    "The workbench's own file " + script + " is missing.",
                    "Install the workbench again.");
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(base, script.toString(), "ensure", "--json");
            builder.environment().put("DSPEX_HOME", paths.data().toString());
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> error = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> error.complete(follow(process.getErrorStream(), progress)));
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0 && !said.isBlank()) {
                return Path.of(said.strip());
            }
            String reason = error.join();
            throw new SetupException(
                    "environment_failed",
                    reason.isBlank() ? "The Python environment could not be made." : reason,
                    DAMAGED);
        } catch (IOException e) {
            throw new SetupException(
                    "environment_failed", base + " does not run: " + e.getMessage(), DAMAGED);
        }
    }

    /** Hands progress on; the last error, or the last line that is no progress. */
    private static String follow(InputStream stream, Consumer<Progress> progress) {
        String error = "";
        String other = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode said = parse(line);
                if (said == null) {
                    other = line.isBlank() ? other : line.strip();
                } else if (said.has("error")) {
                    error = said.path("error").asString("");
                } else {
                    progress.accept(
                            new Progress(
                                    said.path("text").asString(""),
                                    said.path("done").asInt(),
                                    said.path("total").asInt()));
                }
            }
        } catch (IOException e) {
            other = e.toString();
        }
        return error.isEmpty() ? other : error;
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return line.startsWith("{") ? MAPPER.readTree(line) : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
