package dev.dspex.cli;

import dev.dspex.program.TextFile;
import dev.dspex.project.ProjectFile;
import dev.dspex.run.Queries;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a state that DSPy saved into a project, for the program that it belongs to. */
final class StateImport {
    private final Terminal terminal;
    private final ProjectOptions options;
    private final Path into;
    private final @Nullable String program;

    /**
     * @param program name of the program; null for the project's default
     */
    StateImport(Terminal terminal, ProjectOptions options, Path into, @Nullable String program) {
        this.terminal = terminal;
        this.options = options;
        this.into = into;
        this.program = program;
    }

    /** Whether a file is a saved state rather than a schema or no JSON at all. */
    static boolean isState(Path file) {
        if (!String.valueOf(file.getFileName()).endsWith(".json") || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            JsonNode content = Terminal.MAPPER.readTree(Files.readString(file));
            return content.path("signature").isObject()
                    || content.valueStream().anyMatch(e -> e.path("signature").isObject());
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    void take(Path file, ObjectNode document)
            throws CliException, IOException, InterruptedException {
        options.project = into;
        try (Workspace workspace = Workspace.open(terminal, options, program)) {
            ObjectNode answer =
                    switch (workspace.runs().queries().importFrom(file, null, workspace.setup())) {
                        case Queries.Answer.Ok ok -> ok.body();
                        case Queries.Answer.Failed failed -> throw new CliException(failed.error());
                    };
            JsonNode bound = answer.path("state");
            String name = workspace.program().name();
            String place = "state/" + name + "/" + free(into.resolve("state").resolve(name), file);
            TextFile.write(into.resolve(place), bound.path("state").toPrettyString() + "\n");
            tell(bound, name);
            document.withArray("/files").add(into.resolve(place).toString());
            document.set("state", summary(bound, place));
            if (workspace.setup().state() == null) {
                workspace.writes().use(place);
            } else {
                terminal.say(
                        "Another state is in use. To use this one, put \"state\": \""
                                + place
                                + "\" into "
                                + ProjectFile.NAME
                                + ".");
            }
        }
    }

    private void tell(JsonNode bound, String name) {
        for (JsonNode one : bound.path("bound")) {
            String predictor = one.path("predictor").asString("");
            String from = one.path("from").asString("");
            if (!predictor.equals(from)) {
                terminal.say(from + " is taken for " + predictor + ", which has the same fields.");
            }
        }
        bound.path("missing")
                .forEach(one -> terminal.say("No state for " + one.asString("") + "."));
        bound.path("extra")
                .forEach(
                        one ->
                                terminal.say(
                                        one.asString("") + " is no predictor of " + name + "."));
        for (JsonNode one : bound.path("differences")) {
            terminal.say(
                    one.path("predictor").asString("")
                            + " was left out: "
                            + one.path("message").asString("")
                            + ".");
        }
    }

    private static ObjectNode summary(JsonNode bound, String place) {
        ObjectNode summary = Terminal.MAPPER.createObjectNode().put("file", place);
        for (String key : new String[] {"bound", "missing", "extra", "differences"}) {
            summary.set(key, bound.path(key));
        }
        return summary;
    }

    private static String free(Path folder, Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.length() - ".json".length());
        String found = name;
        for (int i = 2; Files.exists(folder.resolve(found)); i++) {
            found = stem + "-" + i + ".json";
        }
        return found;
    }
}
