package dev.dspex.app.inspector;

import dev.dspex.program.Program;
import dev.dspex.project.ProjectDocument;
import dev.dspex.project.ProjectFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project around a program, for tests. */
final class Around implements Surroundings {
    final ProjectDocument settings =
            new ProjectDocument(
                    Path.of("support-triage"), ProjectFile.of("support-triage", "triage"));
    String selected = "";

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("Project", "support-triage"));
    }

    @Override
    public ProjectDocument settings() {
        return settings;
    }

    @Override
    public List<String> lms() {
        return List.of("practice", "main");
    }

    @Override
    public List<String> functions() {
        return List.of("code/tools.py:order_status", "code/metric.py:good");
    }

    @Override
    public List<String> classes() {
        return List.of("code/agent.py:Agent");
    }

    @Override
    public Map<String, Program> programs() {
        return Map.of();
    }

    @Override
    public @Nullable Integer demos(String node) {
        return 4;
    }

    @Override
    public @Nullable String learnedInstruction(String node) {
        return null;
    }

    @Override
    public void openSignature(String node) {}

    @Override
    public void select(String node) {
        selected = node;
    }
}
