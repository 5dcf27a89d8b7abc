package dev.dspex.project;

import dev.dspex.program.TextFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which project folders the person lets run their own code. Kept with the person, never in the
 * project, and by real path: a copy or a moved project is asked about again. Thread-safe.
 */
public final class Trust {

    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    /**
     * @param personalData the person's data folder of the workbench
     */
    public Trust(Path personalData) {
        this.file = personalData.resolve("trusted.json");
    }

    public synchronized boolean trusts(Path project) {
        try {
            return read().contains(project.toRealPath().toString());
        } catch (IOException e) {
            LOG.warn("trust of {} is unknown, so it is not trusted: {}", project, e.toString());
            return false;
        }
    }

    /**
     * @throws IOException when it could not be kept
     */
    public synchronized void trust(Path project) throws IOException {
        Set<String> folders = read();
        folders.add(project.toRealPath().toString());
        write(folders);
    }

    /**
     * @throws IOException when it could not be kept
     */
    public synchronized void revoke(Path project) throws IOException {
        Set<String> folders = read();
        folders.remove(project.toRealPath().toString());
        write(folders);
    }

    /** Real paths of the trusted folders, sorted. */
    public synchronized List<String> folders() throws IOException {
        return List.copyOf(read());
    }

    /** A damaged file trusts nobody: the person is asked again. */
    private Set<String> read() throws IOException {
        Set<String> folders = new TreeSet<>();
        if (Files.exists(file)) {
            try {
                for (JsonNode folder : MAPPER.readTree(Files.readString(file)).path("folders")) {
                    folders.add(folder.asString());
                }
            } catch (JacksonException | CharacterCodingException e) {
                LOG.warn("{} is damaged and counts as empty: {}", file, e.toString());
                folders.clear();
            }
        }
        return folders;
    }

    private void write(Set<String> folders) throws IOException {
        TextFile.write(
                file,
                MAPPER.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(Map.of("folders", List.copyOf(folders)))
                        + "\n");
    }
}
