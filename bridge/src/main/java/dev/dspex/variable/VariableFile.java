package dev.dspex.variable;

import dev.dspex.program.BadFile;
import dev.dspex.program.CanonicalJson;
import dev.dspex.program.LocatedJson;
import dev.dspex.program.Problem;
import dev.dspex.program.TextFile;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code variables.json} of a project, format 1. */
public final class VariableFile {

    public static final String NAME = "variables.json";
    public static final int FORMAT = 1;

    private VariableFile() {}

    /** Reads the file of a project folder; without one the space is empty. */
    public static Checked read(Path folder) {
        Path file = folder.resolve(NAME);
        if (Files.notExists(file)) {
            return new Checked.Ok(VariableSpace.EMPTY);
        }
        try {
            return parse(TextFile.read(file, NAME), NAME);
        } catch (BadFile e) {
            return new Checked.Bad(List.of(e.problem()));
        }
    }

    /** Reads the text of a file; problems have file, variable, key, line and column. */
    public static Checked parse(String text, String shownAs) {
        try {
            LocatedJson json = LocatedJson.parse(text, shownAs);
            List<Problem> problems = new ArrayList<>();
            VariableReader reader = new VariableReader(json, problems);
            if (reader.read() && problems.isEmpty()) {
                List<Finding> findings = new ArrayList<>();
                VariableSpace space =
                        VariableSpace.of(
                                reader.variables(), reader.bindings(), reader.rules(), findings);
                if (space != null) {
                    return new Checked.Ok(space);
                }
                findings.forEach(finding -> problems.add(placed(finding, json)));
            }
            problems.sort(Problem.BY_PLACE);
            return new Checked.Bad(problems);
        } catch (BadFile e) {
            return new Checked.Bad(List.of(e.problem()));
        }
    }

    private static Problem placed(Finding finding, LocatedJson json) {
        LocatedJson.Place place = json.value(finding.pointer());
        return finding.problem().in(json.file()).at(place.line(), place.column());
    }

    /** The space as the file has it. */
    public static ObjectNode json(VariableSpace space) {
        return VariableWriter.write(space);
    }

    /** The canonical text: the same space gives the same bytes. */
    public static String text(VariableSpace space) {
        return CanonicalJson.text(VariableWriter.write(space));
    }

    /**
     * Writes the file of a project folder, all of it or nothing.
     *
     * @throws IOException when the file was not changed
     */
    public static void write(Path folder, VariableSpace space) throws IOException {
        TextFile.write(folder.resolve(NAME), text(space));
    }
}
