package dev.dspex.app;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a project folder holds. Any thread. */
final class ProjectLoader {
    private static final String FILE = "dspex.json";
    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private ProjectLoader() {}

    static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * @throws IOException when the folder holds no project, with a sentence for the person
     */
    static OpenProject load(Path folder) throws IOException {
        if (!isProject(folder)) throw new IOException(folder + " holds no " + FILE + ".");
        var json = new JsonMapper().readTree(Files.readString(folder.resolve(FILE)));
        var programs = new LinkedHashMap<String, Program>();
        var problems = new ArrayList<Problem>();
        for (var file : files(folder.resolve("programs"), ProgramFile.SUFFIX)) {
            var shown = folder.relativize(file).toString();
            switch (ProgramFile.read(file, shown)) {
                case Read.Ok(var program, var found) -> {
                    programs.put(program.name(), program);
                    problems.addAll(found);
                }
                case Read.Draft(var program, var found) -> {
                    programs.put(program.name(), program);
                    problems.addAll(found);
                }
                case Read.Bad(var found) -> problems.addAll(found);
            }
        }
        return new OpenProject(
                folder,
                json.path("name").asString(folder.getFileName().toString()),
                json.path("description").asString(""),
                json.path("program").asString(""),
                json.path("lm").asString("practice"),
                json.path("adapter").asString("ChatAdapter"),
                programs,
                data(folder, json.path("data")),
                files(folder.resolve("code"), ".py"),
                files(folder.resolve("state"), ".json"),
                List.copyOf(problems));
    }

    private static LinkedHashMap<String, Path> data(Path folder, JsonNode data) {
        var splits = new LinkedHashMap<String, Path>();
        for (var split : SPLITS) {
            var path = data.path(split).asString("");
            if (!path.isEmpty()) splits.put(split, folder.resolve(path));
        }
        return splits;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
