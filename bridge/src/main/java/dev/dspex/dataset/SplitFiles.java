package dev.dspex.dataset;

import dev.dspex.program.CanonicalJson;
import dev.dspex.program.TextFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a split, each in a file of its own, and how they came about, which is kept in {@link
 * #NOTE} beside them: the same rows, seed and shares give the same files again, and the split can
 * be taken back. Paths are relative to the project, with slashes.
 *
 * @param source the file whose rows they are
 * @param stratum the column whose values are spread evenly; null for none
 * @param parts by split, those that have rows
 * @param before the files that the project had for these splits
 */
public record SplitFiles(
        String source,
        Split split,
        @Nullable String stratum,
        Map<String, Part> parts,
        Map<String, String> before) {

    /** The name of the file that holds this. */
    public static final String NOTE = "split.json";

    private static final int FORMAT = 1;

    public SplitFiles {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    }

    /** One file as it was written. */
    public record Part(String path, int rows, String sha256) {}

    /**
     * Writes the parts that have rows, and the note, into a new folder: all of it or nothing.
     *
     * @param folder that is not there yet
     * @param rows numbers from 0 by split
     * @param now the data files of the project by split
     * @throws IOException when nothing was written; {@link FileAlreadyExistsException} when the
     *     folder is there
     */
    public static SplitFiles write(
            Path project,
            String folder,
            String source,
            Table table,
            Split split,
            @Nullable String stratum,
            Map<String, List<Integer>> rows,
            Map<String, String> now)
            throws IOException {
        Path place = project.resolve(folder);
        Path parent = place.toAbsolutePath().getParent();
        if (parent != null) Files.createDirectories(parent);
        Files.createDirectory(place);
        try {
            TableFormat format = TableFormat.of(source);
            Map<String, Part> parts = new LinkedHashMap<>();
            Map<String, String> before = new LinkedHashMap<>();
            for (var part : rows.entrySet()) {
                if (part.getValue().isEmpty()) continue;
                String path = file(folder, part.getKey(), source);
                Path file = project.resolve(path);
                Export.copy(table, part.getValue(), format, file);
                parts.put(
                        part.getKey(),
                        new Part(path, part.getValue().size(), CheckedText.sha256(file)));
                String old = now.get(part.getKey());
                if (old != null) before.put(part.getKey(), old);
            }
            SplitFiles made = new SplitFiles(source, split, stratum, parts, before);
            TextFile.write(place.resolve(NOTE), CanonicalJson.text(made.json()));
            return made;
        } catch (IOException e) {
            clear(place);
            throw e;
        }
    }

    /** Where a part is written: in the form of the source. */
    public static String file(String folder, String part, String source) {
        String ending = TableFormat.of(source) == TableFormat.CSV ? ".csv" : ".jsonl";
        return folder + "/" + part + ending;
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }

    /** What the note in a folder says; empty where there is none, or none that can be read. */
    public static Optional<SplitFiles> read(Path folder) {
        try {
            JsonNode json = TableFormat.MAPPER.readTree(Files.readString(folder.resolve(NOTE)));
            if (json.path("format").asInt(0) != FORMAT) return Optional.empty();
            Map<String, Integer> shares = new LinkedHashMap<>();
            json.path("shares")
                    .properties()
                    .forEach(e -> shares.put(e.getKey(), e.getValue().asInt(0)));
            Map<String, Part> parts = new LinkedHashMap<>();
            json.path("parts").properties().forEach(e -> parts.put(e.getKey(), part(e.getValue())));
            Map<String, String> before = new LinkedHashMap<>();
            json.path("before")
                    .properties()
                    .forEach(e -> before.put(e.getKey(), e.getValue().asString()));
            return Optional.of(
                    new SplitFiles(
                            json.path("source").asString(),
                            new Split(json.path("seed").asLong(0), shares),
                            json.has("stratified_by")
                                    ? json.path("stratified_by").asString()
                                    : null,
                            parts,
                            before));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Part part(JsonNode json) {
        return new Part(
                json.path("path").asString(),
                json.path("rows").asInt(0),
                json.path("sha256").asString());
    }

    private ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("format", FORMAT)
                        .put("source", source)
                        .put("seed", split.seed());
        if (stratum != null) json.put("stratified_by", stratum);
        ObjectNode shares = json.putObject("shares");
        split.shares().forEach(shares::put);
        ObjectNode files = json.putObject("parts");
        parts.forEach(
                (name, part) ->
                        files.putObject(name)
                                .put("path", part.path())
                                .put("rows", part.rows())
                                .put("sha256", part.sha256()));
        ObjectNode old = json.putObject("before");
        before.forEach(old::put);
        return json;
    }

    /** The data of a project with these files in the place of what its splits were. */
    public Map<String, String> over(Map<String, String> data) {
        Map<String, String> after = new LinkedHashMap<>();
        for (String name : split.shares().keySet()) {
            Part part = parts.get(name);
            String path = part == null ? data.get(name) : part.path();
            if (path != null) after.put(name, path);
        }
        data.forEach(after::putIfAbsent);
        return after;
    }

    /** The data of a project as before: a split that has another file by now keeps it. */
    public Map<String, String> outOf(Map<String, String> data) {
        Map<String, String> after = new LinkedHashMap<>(data);
        parts.forEach(
                (name, part) -> {
                    if (!part.path().equals(data.get(name))) return;
                    String old = before.get(name);
                    if (old == null) after.remove(name);
                    else after.put(name, old);
                });
        return after;
    }

    /**
     * Deletes the files that are still as they were written, and with the last of them the note.
     *
     * @param folder that the note was read from; nothing outside of it is touched
     * @return paths of the files that were edited and are kept
     */
    public List<String> delete(Path folder) throws IOException {
        List<String> kept = new ArrayList<>();
        for (Part part : parts.values()) {
            Path file = folder.resolve(String.valueOf(Path.of(part.path()).getFileName()));
            if (!Files.exists(file)) continue;
            if (unedited(file, part)) Files.delete(file);
            else kept.add(part.path());
        }
        if (!kept.isEmpty()) return kept;
        Files.deleteIfExists(folder.resolve(NOTE));
        try (var left = Files.list(folder)) {
            if (left.findAny().isPresent()) return kept;
        }
        Files.delete(folder);
        return kept;
    }

    private static boolean unedited(Path file, Part part) throws IOException {
        try {
            return CheckedText.sha256(file).equals(part.sha256());
        } catch (CheckedText.NotUtf8 e) {
            return false;
        }
    }
}
