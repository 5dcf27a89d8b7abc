package dev.dspex.stream;

import dev.dspex.program.ProgramEntries;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;

/** A project's {@code streams.json}: what is streamed of each program. Any thread. */
public final class StreamsFile {
    public static final String NAME = "streams.json";

    private static final ProgramEntries ENTRIES = new ProgramEntries(NAME);

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
            var known = ENTRIES.read(project, program);
            if (known == null) return new Read.Ok(null);
            return StreamPlan.of(known.path("plan"))
                    .<Read>map(plan -> new Read.Ok(new Stored(plan, inputs(known))))
                    .orElseGet(() -> new Read.Bad("The plan of " + program + " has another form."));
        } catch (IOException e) {
            return new Read.Bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes what is streamed of one program; that of others stays.
     *
     * @throws IOException when the file was not changed, also where it cannot be read
     */
    public static void write(Path project, String program, Stored stored) throws IOException {
        var entry = JsonNodeFactory.instance.objectNode();
        entry.set("plan", stored.plan().json());
        entry.set("inputs", stored.inputs().deepCopy());
        ENTRIES.write(project, program, entry);
    }

    private static ObjectNode inputs(JsonNode entry) {
        return entry.get("inputs") instanceof ObjectNode known
                ? known
                : JsonNodeFactory.instance.objectNode();
    }
}
