package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a small tool of the system. What goes in and comes out is not logged. */
final class Command {
    private static final long SECONDS = 10;

    private Command() {}

    static boolean exists(String tool) {
        return Stream.of(
                        System.getenv()
                                .getOrDefault("PATH", "")
                                .split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    static boolean runs(@Nullable String input, String... command) {
        return output(input, command).isPresent();
    }

    /** What it said without the last line break; empty when it failed. */
    static Optional<String> output(@Nullable String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (OutputStream out = process.getOutputStream()) {
                if (input != null) {
                    out.write(input.getBytes(StandardCharsets.UTF_8));
                }
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0 ? Optional.of(said.stripTrailing()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
