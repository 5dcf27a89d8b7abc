package dev.dspex.orchestration;

import dev.dspex.program.CanonicalJson;
import dev.dspex.program.TextFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's {@code sessions.json}: the session that is set up for each program. Any thread. */
public final class SessionsFile {
    public static final String NAME = "sessions.json";

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What the file holds for a program. */
    public sealed interface Read {
        /** Null where nobody has set anything up. */
        record Ok(@Nullable SessionDraft draft) implements Read {}

        /** The file is there and cannot be read; it is left as it is. */
        record Bad(String why) implements Read {}
    }

    private SessionsFile() {}

    /** Of one program. */
    public static Read read(Path project, String program) {
        try {
            var known = all(project).path("programs").get(program);
            if (known == null) return new Read.Ok(null);
            return SessionDraft.of(known)
                    .<Read>map(Read.Ok::new)
                    .orElseGet(
                            () -> new Read.Bad("The session of " + program + " has another form."));
        } catch (IOException | JacksonException e) {
            return new Read.Bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes the session of one program; that of others stays.
     *
     * @throws IOException when the file was not changed, also where it cannot be read
     */
    public static void write(Path project, String program, SessionDraft draft) throws IOException {
        ObjectNode all;
        try {
            all = all(project);
        } catch (JacksonException e) {
            throw new IOException(NAME + " is no JSON: " + e.getOriginalMessage(), e);
        }
        all.put("format", FORMAT);
        var programs =
                all.get("programs") instanceof ObjectNode known ? known : all.putObject("programs");
        programs.set(program, draft.json());
        TextFile.write(project.resolve(NAME), CanonicalJson.text(all));
    }

    private static ObjectNode all(Path project) throws IOException {
        var file = project.resolve(NAME);
        if (!Files.exists(file)) return JsonNodeFactory.instance.objectNode();
        return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode all
                ? all
                : JsonNodeFactory.instance.objectNode();
    }
}
