package dev.dspex.stream;

import dev.dspex.program.CanonicalJson;
import dev.dspex.program.TextFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's {@code streams.json}: what is streamed of each program. Any thread. */
public final class StreamsFile {
    public static final String NAME = "streams.json";

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * @param inputs those that were streamed last, without secret ones; must not be changed
     */
    public record Stored(StreamPlan plan, ObjectNode inputs) {}

    /** What the file holds for a program. */
    public sealed interface Read {
        record Ok(@Nullable Stored stored) implements Read {}

        /** The file is there and cannot be read; it is left as it is. */
        record Bad(String why) implements Read {}
    }

    private StreamsFile() {}

    /** Of one program; nothing where nobody has set anything up. */
    public static Read read(Path project, String program) {
        try {
            var known = all(project).path("programs").get(program);
            if (known == null) return new Read.Ok(null);
            return StreamPlan.of(known.path("plan"))
                    .<Read>map(plan -> new Read.Ok(new Stored(plan, inputs(known))))
                    .orElseGet(() -> new Read.Bad("The plan of " + program + " has another form."));
        } catch (IOException | JacksonException e) {
            return new Read.Bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes what is streamed of one program; that of others stays.
     *
     * @throws IOException when the file was not changed, also where it cannot be read
     */
    public static void write(Path project, String program, Stored stored) throws IOException {
        ObjectNode all;
        try {
            all = all(project);
        } catch (JacksonException e) {
            throw new IOException(NAME + " is no JSON: " + e.getOriginalMessage(), e);
        }
        all.put("format", FORMAT);
        var programs =
                all.get("programs") instanceof ObjectNode known ? known : all.putObject("programs");
        var entry = programs.putObject(program);
        entry.set("plan", stored.plan().json());
        entry.set("inputs", stored.inputs().deepCopy());
        TextFile.write(project.resolve(NAME), CanonicalJson.text(all));
    }

    private static ObjectNode inputs(JsonNode entry) {
        return entry.get("inputs") instanceof ObjectNode known
                ? known
                : JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode all(Path project) throws IOException {
        var file = project.resolve(NAME);
        if (!Files.exists(file)) return JsonNodeFactory.instance.objectNode();
        return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode all
                ? all
                : JsonNodeFactory.instance.objectNode();
    }
}
