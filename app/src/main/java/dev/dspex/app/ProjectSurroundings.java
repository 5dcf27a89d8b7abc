package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.inspector.ParameterDrivers;
import dev.dspex.app.inspector.Surroundings;
import dev.dspex.edit.Levels;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.project.ProjectDocument;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the inspector asks of an open project. */
record ProjectSurroundings(
        OpenProject project,
        String program,
        List<String> path,
        Supplier<List<String>> aliases,
        Consumer<String> signature,
        Consumer<String> selecting,
        ParameterDrivers drivers)
        implements Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSurroundings.class);
    private static final Pattern FUNCTION =
            Pattern.compile("^(?:async )?def ([A-Za-z]\\w*)\\(", Pattern.MULTILINE);
    private static final Pattern CLASS =
            Pattern.compile("^class ([A-Za-z]\\w*)\\b", Pattern.MULTILINE);

    @Override
    public List<Fact> facts() {
        var file = project.file();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(text("workbench.fact.project"), file.name()));
        file.data().forEach((split, path) -> facts.add(new Fact(split, path)));
        if (file.state() != null) facts.add(new Fact(text("workbench.fact.state"), file.state()));
        return facts;
    }

    @Override
    public ProjectDocument settings() {
        return project.settings();
    }

    @Override
    public List<String> lms() {
        return aliases.get();
    }

    @Override
    public List<String> functions() {
        return named(FUNCTION);
    }

    @Override
    public List<String> classes() {
        return named(CLASS);
    }

    /** What stands at the left margin of the files of project code. */
    private List<String> named(Pattern pattern) {
        var found = new ArrayList<String>();
        for (var file : project.code()) {
            var names = pattern.matcher(source(file));
            while (names.find()) found.add(shown(file) + ":" + names.group(1));
        }
        return found;
    }

    private String shown(Path file) {
        return project.folder().relativize(file).toString().replace('\\', '/');
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            LOG.info("{} offers no functions", file, e);
            return "";
        }
    }

    @Override
    public Map<String, Program> programs() {
        var others = new LinkedHashMap<>(project.programs());
        others.remove(program);
        return others;
    }

    @Override
    public @Nullable Integer demos(String node) {
        return project.learned().demosOf(full(node));
    }

    @Override
    public @Nullable String learnedInstruction(String node) {
        return project.program(program)
                .flatMap(top -> Levels.at(top, path))
                .flatMap(p -> p.node(node))
                .filter(ModuleNode.class::isInstance)
                .map(n -> ((ModuleNode) n).signature().instructions())
                .map(own -> project.learned().instructionOf(full(node), own))
                .orElse(null);
    }

    @Override
    public void openSignature(String node) {
        signature.accept(full(node));
    }

    /** The id of a node from the top. */
    private String full(String node) {
        return path.isEmpty() ? node : String.join(".", path) + "." + node;
    }

    @Override
    public void select(String node) {
        selecting.accept(node);
    }
}
