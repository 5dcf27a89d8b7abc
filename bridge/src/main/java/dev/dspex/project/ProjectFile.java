package dev.dspex.project;

import dev.dspex.program.CanonicalJson;
import dev.dspex.program.TextFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code dspex.json} says.
 *
 * @param program name of the default program; null when the project has none yet
 * @param lm alias from the person's settings; {@code practice} is always there
 * @param adapter one of {@link #ADAPTERS}
 * @param metric built-in or project code, see {@link MetricText}
 * @param data path by split, in the order of the file
 * @param state path of the learned state in use
 * @param secretInputs inputs that are never stored or reported
 */
public record ProjectFile(
        String name,
        String description,
        @Nullable String program,
        String lm,
        String adapter,
        String metric,
        Map<String, String> data,
        long seed,
        @Nullable String state,
        @Nullable Optimize optimize,
        List<String> secretInputs) {

    public static final String NAME = "dspex.json";
    public static final int FORMAT = 1;
    public static final List<String> ADAPTERS = List.of("ChatAdapter", "JSONAdapter", "XMLAdapter");
    public static final String PRACTICE_LM = "practice";

    /** What the Optimize form starts with; {@code settings} must not be changed. */
    public record Optimize(String optimizer, ObjectNode settings) {}

    public ProjectFile {
        Objects.requireNonNull(name, "name");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        secretInputs = List.copyOf(secretInputs);
    }

    /** A project with the standard settings. */
    public static ProjectFile of(String name, @Nullable String program) {
        return new ProjectFile(
                name,
                "",
                program,
                PRACTICE_LM,
                ADAPTERS.getFirst(),
                "exact",
                Map.of(),
                0,
                null,
                null,
                List.of());
    }

    public ProjectFile withData(Map<String, String> newData) {
        return new ProjectFile(
                name,
                description,
                program,
                lm,
                adapter,
                metric,
                newData,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withState(@Nullable String newState) {
        return new ProjectFile(
                name,
                description,
                program,
                lm,
                adapter,
                metric,
                data,
                seed,
                newState,
                optimize,
                secretInputs);
    }

    public ProjectFile withProgram(@Nullable String newProgram) {
        return new ProjectFile(
                name,
                description,
                newProgram,
                lm,
                adapter,
                metric,
                data,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withLm(String newLm) {
        return new ProjectFile(
                name,
                description,
                program,
                newLm,
                adapter,
                metric,
                data,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withDescription(String newDescription) {
        return new ProjectFile(
                name,
                newDescription,
                program,
                lm,
                adapter,
                metric,
                data,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withAdapter(String newAdapter) {
        return new ProjectFile(
                name,
                description,
                program,
                lm,
                newAdapter,
                metric,
                data,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withMetric(String newMetric) {
        return new ProjectFile(
                name,
                description,
                program,
                lm,
                adapter,
                newMetric,
                data,
                seed,
                state,
                optimize,
                secretInputs);
    }

    public ProjectFile withSeed(long newSeed) {
        return new ProjectFile(
                name,
                description,
                program,
                lm,
                adapter,
                metric,
                data,
                newSeed,
                state,
                optimize,
                secretInputs);
    }

    /** This file with what another one has for the settings that differ between two others. */
    ProjectFile taking(ProjectFile before, ProjectFile after) {
        ProjectFile file = this;
        if (!before.description.equals(after.description)) {
            file = file.withDescription(after.description);
        }
        if (!before.lm.equals(after.lm)) {
            file = file.withLm(after.lm);
        }
        if (!before.adapter.equals(after.adapter)) {
            file = file.withAdapter(after.adapter);
        }
        if (!before.metric.equals(after.metric)) {
            file = file.withMetric(after.metric);
        }
        return before.seed == after.seed ? file : file.withSeed(after.seed);
    }

    /** Paths of the project that this file names: data and learned state. */
    List<String> paths() {
        List<String> paths = new ArrayList<>(data.values());
        if (state != null) {
            paths.add(state);
        }
        return paths;
    }

    /** The canonical text: the same settings give the same bytes. */
    public String text() {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        ObjectNode json = factory.objectNode().put("format", FORMAT).put("name", name);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        if (program != null) {
            json.put("program", program);
        }
        json.put("lm", lm).put("adapter", adapter).put("metric", metric);
        ObjectNode splits = json.putObject("data");
        data.forEach(splits::put);
        json.put("seed", seed);
        if (state != null) {
            json.put("state", state);
        }
        if (optimize != null) {
            json.putObject("optimize")
                    .put("optimizer", optimize.optimizer())
                    .set("settings", optimize.settings());
        }
        if (!secretInputs.isEmpty()) {
            ArrayNode secret = json.putArray("secret_inputs");
            secretInputs.forEach(secret::add);
        }
        return CanonicalJson.text(json);
    }

    /**
     * Writes {@code dspex.json} of a folder, all of it or nothing.
     *
     * @throws IOException when the file was not changed
     */
    public void write(Path folder) throws IOException {
        TextFile.write(folder.resolve(NAME), text());
    }
}
