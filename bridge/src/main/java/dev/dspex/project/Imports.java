package dev.dspex.project;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.TextFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts imported programs and their code into a project folder. Nothing that is there is written
 * over.
 */
public final class Imports {

    private static final List<String> DOCUMENTS = List.of(".md", ".txt", ".jsonl", ".csv");

    private Imports() {}

    /** What came of it. */
    public sealed interface Placed {
        /**
         * @param programs names of the new programs
         * @param files every new file, relative to the project
         */
        record Done(List<String> programs, List<Path> files) implements Placed {
            public Done {
                programs = List.copyOf(programs);
                files = List.copyOf(files);
            }
        }

        /** Nothing was written. */
        record Refused(List<Problem> problems) implements Placed {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Places the programs of an import.
     *
     * @param folder of the project
     * @param programs records {@code {program, files}} as the job kind {@code import} answers them
     * @throws IOException when a file could not be written
     */
    public static Placed place(Path folder, JsonNode programs) throws IOException {
        Map<Path, String> texts = new LinkedHashMap<>();
        Map<Path, Program> read = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (JsonNode one : programs) {
            for (Map.Entry<String, JsonNode> file : one.path("files").properties()) {
                beside(folder, file.getKey(), file.getValue().asString(""), texts, problems);
            }
            program(folder, one, read, problems);
        }
        if (!problems.isEmpty()) {
            return new Placed.Refused(problems);
        }
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            TextFile.write(folder.resolve(text.getKey()), text.getValue());
        }
        for (Map.Entry<Path, Program> program : read.entrySet()) {
            ProgramFile.write(folder.resolve(program.getKey()), program.getValue());
        }
        List<Path> files = new ArrayList<>(texts.keySet());
        files.addAll(read.keySet());
        return new Placed.Done(read.values().stream().map(Program::name).toList(), files);
    }

    /** Code, and documents that a program looks things up in. */
    private static void beside(
            Path folder, String name, String text, Map<Path, String> texts, List<Problem> problems)
            throws IOException {
        Path path = Path.of(name).normalize();
        if (path.isAbsolute() || !(path.startsWith("code") || isDocument(path))) {
            problems.add(Problem.error("bad_path", name + " leads out of the project.", ""));
            return;
        }
        Path file = folder.resolve(path);
        String there = texts.get(path);
        if (there == null && Files.exists(file)) {
            there = Files.readString(file);
        }
        if (there != null && !there.equals(text)) {
            problems.add(
                    Problem.error(
                                    "file_exists",
                                    "The project already has another " + name + ".",
                                    "Rename one of the two files.")
                            .in(name));
        } else if (there == null) {
            texts.put(path, text);
        }
    }

    private static boolean isDocument(Path path) {
        String name = path.toString();
        return !name.startsWith(".") && DOCUMENTS.stream().anyMatch(name::endsWith);
    }

    private static void program(
            Path folder, JsonNode one, Map<Path, Program> read, List<Problem> problems) {
        String name = one.path("program").path("name").asString("");
        String file = "programs/" + name + ProgramFile.SUFFIX;
        if (!(one.path("program") instanceof ObjectNode json)) {
            problems.add(Problem.error("bad_program", "The import has no program.", ""));
            return;
        }
        switch (ProgramFile.parse(json.toString(), file)) {
            case Read.Ok ok -> fresh(folder, Path.of(file), ok.program(), read, problems);
            case Read.Draft draft -> fresh(folder, Path.of(file), draft.program(), read, problems);
            case Read.Bad bad -> problems.addAll(bad.problems());
        }
    }

    private static void fresh(
            Path folder,
            Path file,
            Program program,
            Map<Path, Program> read,
            List<Problem> problems) {
        if (Files.exists(folder.resolve(file)) || read.containsKey(file)) {
            problems.add(
                    Problem.error(
                                    "program_exists",
                                    "The project already has a program \"" + program.name() + "\".",
                                    "Rename the file that you import, or the program.")
                            .in(Objects.toString(file)));
        } else {
            read.put(file, program);
        }
    }
}
