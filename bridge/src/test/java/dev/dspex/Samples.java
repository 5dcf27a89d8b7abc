package dev.dspex;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import java.nio.file.Path;

/** Programs of the samples, for tests that need a real one. */
public final class Samples {
    private static final Path FOLDER = Path.of(System.getProperty("dspex.home"), "assets/samples");

    private Samples() {}

    /** Two predictors in sequence. */
    public static Program triage() {
        var file = FOLDER.resolve("support-triage/programs/triage.program.json");
        return switch (ProgramFile.read(file)) {
            case Read.Ok ok -> ok.program();
            case Read.Draft _, Read.Bad _ -> throw new AssertionError(file + " is not sound");
        };
    }
}
