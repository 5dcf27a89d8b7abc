package dev.dspex.app.inspector;

import dev.dspex.edit.Edits;
import dev.dspex.edit.Levels;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Node;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Edits of one program from the inspector: each is a step of undo with a name. */
final class Editing implements Steps {
    private final ProgramDocument document;
    private final List<String> path;

    /**
     * @param path nodes that lead to the program within the program; empty for the whole
     */
    Editing(ProgramDocument document, List<String> path) {
        this.document = document;
        this.path = List.copyOf(path);
    }

    Program program() {
        var top = document.program();
        return Levels.at(top, path).orElse(top);
    }

    Optional<Node> node(String id) {
        return program().node(id);
    }

    /**
     * @param gesture edits of an equal gesture that follow each other are one step; null for none
     */
    void program(String name, @Nullable Object gesture, UnaryOperator<Program> edit) {
        document.apply(name, gesture, top -> Levels.edit(top, path, edit));
    }

    /** Edits a node; one that is gone is left alone. */
    void node(String id, String name, @Nullable Object gesture, UnaryOperator<Node> edit) {
        program(
                name,
                gesture,
                program ->
                        program.node(id)
                                .map(node -> Edits.replace(program, edit.apply(node)))
                                .orElse(program));
    }

    @Override
    public void seal() {
        document.seal();
    }

    @Override
    public void undo() {
        document.undo();
    }

    @Override
    public void redo() {
        document.redo();
    }
}
