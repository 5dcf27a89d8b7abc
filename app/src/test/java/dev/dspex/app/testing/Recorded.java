package dev.dspex.app.testing;

import dev.dspex.event.EventCodec;
import dev.dspex.event.Stamped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Events of real runs on the Practice LM: {@code run}, {@code react}, {@code evaluate}, and two
 * studies, {@code gepa} and {@code random-search}, with what only repeats left out.
 */
public final class Recorded {
    private Recorded() {}

    public static List<Stamped> events(String name) {
        try (var in =
                Objects.requireNonNull(
                        Recorded.class.getResourceAsStream(
                                "/dev/dspex/app/recorded/" + name + ".jsonl"),
                        name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(EventCodec::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the worker describes: modules, optimizers, adapters. */
    public static tools.jackson.databind.JsonNode describe() {
        try (var in =
                Objects.requireNonNull(
                        Recorded.class.getResourceAsStream(
                                "/dev/dspex/app/recorded/describe.json"))) {
            return dev.dspex.app.feed.Values.parse(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One event of each type, as the contracts have them. */
    public static List<Stamped> golden() {
        var home = System.getProperty("dspex.home", "..");
        try (var lines = Files.lines(Path.of(home, "assets", "schema", "events.golden.jsonl"))) {
            return lines.map(EventCodec::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
