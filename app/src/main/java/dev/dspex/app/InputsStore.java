package dev.dspex.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What stood last in the run form, by program: a file for each project in the person's own data
 * folder. Secret inputs are never handed to it. Any thread; what cannot be kept is only logged.
 */
final class InputsStore {
    private static final Logger LOG = LoggerFactory.getLogger(InputsStore.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;

    InputsStore(Path folder) {
        this.folder = folder;
    }

    /** Texts by input, empty when nothing was kept. */
    synchronized Map<String, String> read(Path project, String program) {
        var texts = new LinkedHashMap<String, String>();
        for (var text : all(project).path(program).properties())
            texts.put(text.getKey(), text.getValue().asString(""));
        return texts;
    }

    synchronized void write(Path project, String program, Map<String, String> texts) {
        var all = all(project);
        var kept = all.putObject(program);
        texts.forEach(kept::put);
        try {
            Files.createDirectories(folder);
            var part = folder.resolve(file(project).getFileName() + ".part");
            Files.writeString(part, MAPPER.writeValueAsString(all));
            Files.move(
                    part,
                    file(project),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("inputs of {} not kept", program, e);
        }
    }

    private ObjectNode all(Path project) {
        try {
            if (Files.exists(file(project))
                    && MAPPER.readTree(Files.readString(file(project))) instanceof ObjectNode all)
                return all;
        } catch (IOException | JacksonException e) {
            LOG.warn("inputs not read from {}", file(project), e);
        }
        return MAPPER.createObjectNode();
    }

    private Path file(Path project) {
        var name = project.toAbsolutePath().normalize().toString();
        return folder.resolve(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + ".json");
    }
}
