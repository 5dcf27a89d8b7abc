package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a small tool of the system. What goes in and comes out is not logged. */
final class Command {
    /** Enough for a person to unlock the keychain. */
    private static final long SECONDS = 60;

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

    private static byte[] all(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            // Read beside the wait: a tool that never ends would else be read for ever.
            CompletableFuture<byte[]> said =
                    CompletableFuture.supplyAsync(
                            () -> all(process.getInputStream()), Thread.ofVirtual()::start);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(new String(said.join(), StandardCharsets.UTF_8).stripTrailing())
                    : Optional.empty();
        } catch (IOException | CompletionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
