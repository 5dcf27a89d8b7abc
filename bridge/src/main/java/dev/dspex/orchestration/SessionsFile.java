package dev.dspex.orchestration;

import dev.dspex.program.ProgramEntries;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/** A project's {@code sessions.json}: the session that is set up for each program. Any thread. */
public final class SessionsFile {
    public static final String NAME = "sessions.json";

    private static final ProgramEntries ENTRIES = new ProgramEntries(NAME);

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
            var known = ENTRIES.read(project, program);
            if (known == null) return new Read.Ok(null);
            return SessionDraft.of(known)
                    .<Read>map(Read.Ok::new)
                    .orElseGet(
                            () -> new Read.Bad("The session of " + program + " has another form."));
        } catch (IOException e) {
            return new Read.Bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes the session of one program; that of others stays.
     *
     * @throws IOException when the file was not changed, also where it cannot be read
     */
    public static void write(Path project, String program, SessionDraft draft) throws IOException {
        ENTRIES.write(project, program, draft.json());
    }
}
