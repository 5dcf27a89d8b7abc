package dev.dspex.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a Python that can make the environment: 3.11 to 3.14, named or on the path. */
final class BasePython {
    private static final List<String> NAMES =
            List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python");
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final int OLDEST = 11;
    private static final int NEWEST = 14;

    private BasePython() {}

    static String find(Map<String, String> environment)
            throws SetupException, InterruptedException {
        List<String> names = new ArrayList<>();
        String given = environment.getOrDefault("DSPEX_BASE_PYTHON", "");
        if (!given.isBlank()) {
            names.add(given);
        }
        names.addAll(NAMES);
        List<String> others = new ArrayList<>();
        for (String name : names) {
            Optional<String> version = version(name);
            if (version.isPresent() && usable(version.get())) {
                return name;
            }
            version.ifPresent(v -> others.add(name + " is " + v));
        }
        String install =
                "Install Python 3.11, 3.12, 3.13 or 3.14, or name one with DSPEX_BASE_PYTHON.";
        if (others.isEmpty()) {
            throw new SetupException("python_missing", "No Python was found.", install);
        }
        throw new SetupException(
                "python_too_old",
                "No Python from 3.11 to 3.14 was found: " + String.join(", ", others) + ".",
                install);
    }

    private static boolean usable(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.lookingAt()) {
            return false;
        }
        int minor = Integer.parseInt(parts.group(2));
        return parts.group(1).equals("3") && minor >= OLDEST && minor <= NEWEST;
    }

    /** The version that a command reports; empty when it does not run. */
    static Optional<String> version(String command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(
                                    command,
                                    "-c",
                                    "import platform; print(platform.python_version())")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0 && !said.isEmpty()
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
