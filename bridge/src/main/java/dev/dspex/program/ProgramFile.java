package dev.dspex.program;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Program files, format 1: {@code programs/NAME.program.json}. */
public final class ProgramFile {

    public static final int FORMAT = 1;
    public static final String SUFFIX = ".program.json";

    private ProgramFile() {}

    /** Reads a file; problems show its path as given. */
    public static Read read(Path file) {
        return read(file, file.toString());
    }

    /**
     * Reads a file.
     *
     * @param shownAs the path as the person knows it, such as relative to the project
     */
    public static Read read(Path file, String shownAs) {
        try {
            return parse(TextFile.read(file, shownAs), shownAs);
        } catch (BadFile e) {
            return new Read.Bad(List.of(e.problem()));
        }
    }

    /** Reads the text of a program file. */
    public static Read parse(String text, String shownAs) {
        try {
            LocatedJson json = LocatedJson.parse(text, shownAs);
            List<Problem> problems = new ArrayList<>();
            Program program = new ProgramReader(problems).read(json);
            if (program == null || problems.stream().anyMatch(Problem::isError)) {
                problems.sort(Problem.BY_PLACE);
                return new Read.Bad(problems);
            }
            Validation.findings(program).forEach(finding -> problems.add(finding.in(json)));
            problems.sort(Comparator.comparing(Problem::severity).thenComparing(Problem.BY_PLACE));
            return problems.stream().anyMatch(Problem::isError)
                    ? new Read.Draft(program, problems)
                    : new Read.Ok(program, problems);
        } catch (BadFile e) {
            return new Read.Bad(List.of(e.problem()));
        }
    }

    /**
     * Writes the canonical text, all of it or nothing.
     *
     * @throws IOException when the file was not changed
     */
    public static void write(Path file, Program program) throws IOException {
        TextFile.write(file, text(program));
    }

    /** The canonical text: the same program gives the same bytes. */
    public static String text(Program program) {
        return CanonicalJson.text(json(program));
    }

    /** The program as jobs carry it. */
    public static ObjectNode json(Program program) {
        return ProgramWriter.write(program);
    }

    /** SHA-256 of the canonical text, in hex. */
    public static String sha256(Program program) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text(program).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
