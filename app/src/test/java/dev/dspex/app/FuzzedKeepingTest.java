package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.shell.DockLayout;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the window keeps of a project, damaged at random: it is read or forgotten, nothing fails.
 */
class FuzzedKeepingTest {
    /** A build finds what it found before; new damage is tried by changing it. */
    private static final String SEED = "20261123";

    private static final Path PROJECT = Path.of("any");
    private static final String LAYOUT =
            """
            {"docks": {"leaf": null, "views": [], "selected": null, "vertical": true,
              "dividers": [0.75], "parts": [
                {"leaf": "editors", "views": ["canvas:triage", "data:train"],
                 "selected": "canvas:triage", "vertical": false, "dividers": [], "parts": []},
                {"leaf": "tools", "views": ["run"], "selected": "run", "vertical": false,
                 "dividers": [], "parts": []}]},
             "left": 232.0, "right": 304.0, "inspector": true}
            """;
    private static final List<String> PIECES =
            List.of(
                    "",
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "null",
                    "true",
                    "-1",
                    "1e999",
                    "\0",
                    "\uD83D",
                    "[[]]",
                    "{\"leaf\":\"editors\"}",
                    "\"canvas:triage\"",
                    "editors");

    private Path folder = Path.of("");

    @BeforeProperty
    void make() throws IOException {
        folder = Files.createTempDirectory("kept");
    }

    @AfterProperty
    void remove() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    @Property(tries = 400, seed = SEED)
    void layouts(@ForAll long seed) throws IOException {
        var store = new LayoutStore(folder);
        store.write(PROJECT, DockLayout.read(LAYOUT).orElseThrow());
        damage(seed);
        store.read(PROJECT).ifPresent(FuzzedKeepingTest::assertSound);
    }

    @Property(tries = 400, seed = SEED)
    void inputs(@ForAll long seed) throws IOException {
        var store = new InputsStore(folder);
        store.write(PROJECT, "triage", Map.of("ticket", "It does not work.", "tier", "free"));
        damage(seed);
        store.read(PROJECT, "triage");
        store.write(PROJECT, "triage", Map.of("ticket", "Now it does."));
        assertThat(store.read(PROJECT, "triage")).isEqualTo(Map.of("ticket", "Now it does."));
    }

    private static void assertSound(DockLayout layout) {
        assertThat(layout.left()).isFinite();
        assertThat(layout.right()).isFinite();
        assertThat(views(layout.docks()).toList()).doesNotHaveDuplicates();
        assertThat(DockLayout.read(layout.json())).contains(layout);
    }

    private static java.util.stream.Stream<String> views(DockLayout.Part part) {
        return java.util.stream.Stream.concat(
                part.views().stream(), part.parts().stream().flatMap(FuzzedKeepingTest::views));
    }

    /** The one file that was kept. */
    private void damage(long seed) throws IOException {
        Path file;
        try (var all = Files.list(folder)) {
            file = all.findFirst().orElseThrow();
        }
        var random = new Random(seed);
        var text = new StringBuilder(Files.readString(file));
        for (var i = 1 + random.nextInt(8); i > 0; i--) {
            var from = random.nextInt(text.length());
            var to = Math.min(text.length(), from + random.nextInt(8));
            text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0) random.nextBytes(bytes);
        Files.write(file, bytes);
    }
}
