package dev.dspex.app;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the folder and the files of a project without a node. */
final class NewProject {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String PROGRAM = "main";

    private NewProject() {}

    /**
     * @throws IOException when the folder is there already, or cannot be written
     */
    static Path create(Path folder) throws IOException {
        if (Files.exists(folder))
            throw new IOException(folder + " is there already. Choose another name.");
        Files.createDirectories(folder.resolve("programs"));
        Files.createDirectories(folder.resolve("data"));
        var project = MAPPER.createObjectNode();
        project.put("format", 1);
        project.put("name", folder.getFileName().toString());
        project.put("program", PROGRAM);
        project.put("lm", "practice");
        project.put("metric", "exact");
        Files.writeString(folder.resolve("dspex.json"), MAPPER.writeValueAsString(project) + "\n");
        var file = folder.resolve("programs").resolve(PROGRAM + ProgramFile.SUFFIX);
        ProgramFile.write(file, Program.empty(PROGRAM));
        return folder;
    }
}
