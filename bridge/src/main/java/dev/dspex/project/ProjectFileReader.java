package dev.dspex.project;

import static dev.dspex.program.Words.say;

import dev.dspex.program.BadFile;
import dev.dspex.program.Formats;
import dev.dspex.program.JsonCursor;
import dev.dspex.program.LocatedJson;
import dev.dspex.program.Names;
import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code dspex.json} to settings; what is wrong is added to the problems. */
final class ProjectFileReader {

    private static final Set<String> KEYS =
            Set.of(
                    "format",
                    "name",
                    "description",
                    "program",
                    "lm",
                    "adapter",
                    "metric",
                    "data",
                    "seed",
                    "state",
                    "optimize",
                    "secret_inputs");

    private final List<Problem> problems;

    ProjectFileReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Returns null, with problems, where there is nothing to go on with. */
    @Nullable ProjectFile read(Path file) {
        JsonCursor top;
        try {
            top =
                    JsonCursor.of(
                            LocatedJson.read(file, ProjectFile.NAME), say("the project"), problems);
        } catch (BadFile e) {
            problems.add(e.problem());
            return null;
        }
        if (top == null || !Formats.known(top, ProjectFile.FORMAT)) {
            return null;
        }
        top.allow(KEYS);
        String name = top.requiredText("name");
        if (name != null && name.isBlank()) {
            top.error(
                    "name",
                    "bad_value",
                    say("The name of the project is empty."),
                    say("Give it a name."));
        }
        Long seed = top.wholeLong("seed");
        return new ProjectFile(
                name == null ? "" : name,
                top.text("description", ""),
                program(top),
                lm(top),
                adapter(top),
                metric(top),
                data(top),
                seed == null ? 0 : seed,
                state(top),
                optimize(top),
                top.texts("secret_inputs"));
    }

    private static @Nullable String program(JsonCursor top) {
        String program = top.text("program");
        if (program != null && Names.badProgram(program).isPresent()) {
            top.error(
                    "program",
                    "bad_program_name",
                    say("\"%s\" is no name of a program.", program),
                    say("Write the name without its folder and without .program.json."));
        }
        return program;
    }

    private static String lm(JsonCursor top) {
        String lm = top.text("lm", ProjectFile.PRACTICE_LM);
        if (lm.isBlank()) {
            top.error(
                    "lm",
                    "bad_value",
                    say("The LM alias is empty."),
                    say("Name one from the settings, or \"practice\"."));
        }
        return lm;
    }

    private static String adapter(JsonCursor top) {
        String adapter = top.text("adapter", ProjectFile.ADAPTERS.getFirst());
        if (!ProjectFile.ADAPTERS.contains(adapter)) {
            top.error(
                    "adapter",
                    "bad_adapter",
                    say("There is no adapter \"%s\".", adapter),
                    Nearest.hint(adapter, ProjectFile.ADAPTERS));
        }
        return adapter;
    }

    private static String metric(JsonCursor top) {
        String metric = top.text("metric", "exact");
        if (!MetricText.isMetric(metric)) {
            top.error("metric", "bad_metric", say("\"%s\" is no metric.", metric), MetricText.HINT);
        }
        return metric;
    }

    private static Map<String, String> data(JsonCursor top) {
        Map<String, String> data = new LinkedHashMap<>(top.textMap("data"));
        data.forEach(
                (split, path) -> {
                    String lower = path.toLowerCase(Locale.ROOT);
                    if (!inside(path)) {
                        outside(top, "data", path);
                    } else if (!lower.endsWith(".jsonl")
                            && !lower.endsWith(".ndjson")
                            && !lower.endsWith(".csv")) {
                        top.error(
                                "data",
                                "bad_data_file",
                                say(
                                        "The file of \"%s\", %s, is neither JSONL nor CSV.",
                                        split, path),
                                say("Use a file that ends in .jsonl or .csv."));
                    }
                });
        return data;
    }

    private static @Nullable String state(JsonCursor top) {
        String state = top.text("state");
        if (state != null && !inside(state)) {
            outside(top, "state", state);
        }
        return state;
    }

    private static void outside(JsonCursor top, String key, String path) {
        top.error(
                key,
                "outside_project",
                say("\"%s\" is not in the project.", path),
                say("Copy the file into the project, and write its path from there."));
    }

    /** Whether a path is relative, and leads nowhere above where it starts. */
    private static boolean inside(String path) {
        if (path.isBlank() || path.indexOf('\0') >= 0) {
            return false;
        }
        Path given = Path.of(path);
        return !given.isAbsolute() && !path.startsWith("/") && !given.normalize().startsWith("..");
    }

    private static ProjectFile.@Nullable Optimize optimize(JsonCursor top) {
        JsonCursor json = top.object("optimize");
        if (json == null) {
            return null;
        }
        json.allow(Set.of("optimizer", "settings"));
        String optimizer = json.requiredText("optimizer");
        boolean settings = !json.has("settings") || json.object("settings") != null;
        if (optimizer == null || !settings) {
            return null;
        }
        ObjectNode given =
                json.raw("settings") instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return new ProjectFile.Optimize(optimizer, given);
    }
}
