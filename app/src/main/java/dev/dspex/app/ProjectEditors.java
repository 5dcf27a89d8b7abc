package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.inspector.ParameterDrivers;
import dev.dspex.app.inspector.Surroundings;
import dev.dspex.app.kit.PythonCode;
import dev.dspex.app.shell.View;
import dev.dspex.edit.Levels;
import dev.dspex.program.ModuleNode;

import javafx.scene.Node;

import org.fxmisc.flowless.VirtualizedScrollPane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Editors of an open project that are no canvas: {@code signature:PROGRAM:NODE} and {@code
 * code:FILE}.
 */
final class ProjectEditors implements Editors {
    private final Consumer<String> open;
    private final Signatures signatures;
    private final Function<String, Optional<View>> states;
    private final Supplier<List<String>> lms;
    private final Supplier<Optional<ProjectVariables>> variables;
    private final DataEditors data;

    /** Makes the view of a node's signature. */
    interface Signatures {
        /**
         * @param path ids of the nodes that lead to the program that the node is in
         */
        Node view(OpenProject project, String program, List<String> path, ModuleNode node);
    }

    /**
     * @param open opens a view by id
     * @param states the views of learned states, and of patterns at work
     * @param lms aliases of the LMs that the person has
     * @param variables of the project that is open
     * @param data the views of data files
     */
    ProjectEditors(
            Consumer<String> open,
            Signatures signatures,
            Function<String, Optional<View>> states,
            Supplier<List<String>> lms,
            Supplier<Optional<ProjectVariables>> variables,
            DataEditors data) {
        this.lms = lms;
        this.variables = variables;
        this.states = states;
        this.data = data;
        this.open = open;
        this.signatures = signatures;
    }

    @Override
    public Optional<View> view(OpenProject project, String id) {
        var parts = id.split(":", 3);
        return switch (parts[0]) {
            case "signature" ->
                    parts.length == 3
                            ? signature(project, id, parts[1], parts[2])
                            : Optional.empty();
            case "data", "rows" -> data.view(project, id);
            case "code" -> code(project, id, id.substring(parts[0].length() + 1));
            case "state", "pattern" -> states.apply(id);
            case ProjectVariables.VIEW -> variables.get().map(ProjectVariables::view);
            default -> Optional.empty();
        };
    }

    @Override
    public Surroundings surroundings(
            OpenProject project, String program, List<String> path, Consumer<String> select) {
        return new ProjectSurroundings(
                project,
                program,
                path,
                lms,
                node -> open.accept("signature:" + program + ":" + node),
                select,
                variables
                        .get()
                        .map(known -> known.drivers(program, path))
                        .orElse(ParameterDrivers.NONE));
    }

    /**
     * @param node its id, after those of the nodes that lead to it, with dots between
     */
    private Optional<View> signature(OpenProject project, String id, String program, String node) {
        var ids = List.of(node.split("\\."));
        var path = ids.subList(0, ids.size() - 1);
        return project.program(program)
                .flatMap(top -> Levels.at(top, path))
                .flatMap(level -> level.node(ids.getLast()))
                .filter(ModuleNode.class::isInstance)
                .map(ModuleNode.class::cast)
                .map(
                        found ->
                                View.editor(
                                        id,
                                        found.title(),
                                        "form-textbox",
                                        () -> signatures.view(project, program, path, found)));
    }

    private static Optional<View> code(OpenProject project, String id, String file) {
        var path = project.folder().resolve(file);
        if (!Files.isRegularFile(path)) return Optional.empty();
        return Optional.of(
                View.editor(
                        id, path.getFileName().toString(), "language-python", () -> source(path)));
    }

    private static Node source(Path file) {
        try {
            return new VirtualizedScrollPane<>(
                    PythonCode.area(Files.readString(file), file.getFileName().toString()));
        } catch (IOException e) {
            return new dev.dspex.app.kit.ErrorState(
                    text("workbench.file.failed", file.getFileName()), "", String.valueOf(e), null);
        }
    }
}
