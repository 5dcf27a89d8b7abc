package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file of a project with an entry for each program: {@code {"format": 1, "programs": {NAME:
 * …}}}. Any thread.
 *
 * @param name of the file, in the project's folder
 */
public record ProgramEntries(String name) {
    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * The entry of one program; null where there is none.
     *
     * @throws IOException when the file cannot be read, or is no JSON
     */
    public @Nullable JsonNode read(Path project, String program) throws IOException {
        return all(project).path("programs").get(program);
    }

    /**
     * Writes the entry of one program; those of others stay.
     *
     * @throws IOException when the file was not changed, also where it cannot be read
     */
    public void write(Path project, String program, JsonNode entry) throws IOException {
        ObjectNode all = all(project);
        all.put("format", FORMAT);
        var programs =
                all.get("programs") instanceof ObjectNode known ? known : all.putObject("programs");
        programs.set(program, entry);
        TextFile.write(project.resolve(name), CanonicalJson.text(all));
    }

    private ObjectNode all(Path project) throws IOException {
        var file = project.resolve(name);
        if (!Files.exists(file)) return JsonNodeFactory.instance.objectNode();
        try {
            return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode all
                    ? all
                    : JsonNodeFactory.instance.objectNode();
        } catch (JacksonException e) {
            throw new IOException(name + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
