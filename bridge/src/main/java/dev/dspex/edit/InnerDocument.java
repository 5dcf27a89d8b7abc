package dev.dspex.edit;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An inner program of a document. Where its node is gone it is empty, and edits change nothing. */
final class InnerDocument extends ProgramDocument {
    private final ProgramDocument whole;
    private final List<String> path;

    InnerDocument(ProgramDocument whole, List<String> path) {
        super(Program.empty(whole.program().name()));
        this.whole = whole;
        this.path = List.copyOf(path);
    }

    @Override
    public ProgramDocument within(List<String> further) {
        var all = new ArrayList<>(path);
        all.addAll(further);
        return whole.within(all);
    }

    @Override
    public Program program() {
        return level(whole.program());
    }

    @Override
    public Program saved() {
        return level(whole.saved());
    }

    /** Whether anything in the file is unsaved. */
    @Override
    public boolean dirty() {
        return whole.dirty();
    }

    @Override
    public List<Problem> problems() {
        var prefix = String.join(".", path) + ".";
        return whole.problems().stream()
                .filter(p -> p.node() != null && p.node().startsWith(prefix))
                .map(p -> p.at(String.valueOf(p.node()).substring(prefix.length()), p.field()))
                .toList();
    }

    @Override
    public boolean apply(String name, UnaryOperator<Program> edit) {
        return apply(name, null, edit);
    }

    @Override
    public boolean apply(String name, @Nullable Object gesture, UnaryOperator<Program> edit) {
        return whole.apply(name, gesture, p -> Levels.edit(p, path, edit));
    }

    @Override
    public void seal() {
        whole.seal();
    }

    @Override
    public Optional<String> undoName() {
        return whole.undoName();
    }

    @Override
    public Optional<String> redoName() {
        return whole.redoName();
    }

    @Override
    public boolean undo() {
        return whole.undo();
    }

    @Override
    public boolean redo() {
        return whole.redo();
    }

    /** Only the whole is saved. */
    @Override
    public void markSaved(Program written) {
        throw new UnsupportedOperationException("an inner program has no file of its own");
    }

    /** Only the whole is read. */
    @Override
    public void reset(Program fromFile) {
        throw new UnsupportedOperationException("an inner program has no file of its own");
    }

    @Override
    public Runnable listen(Consumer<Change> listener) {
        return whole.listen(
                change -> {
                    var before = change.before();
                    listener.accept(
                            new Change(
                                    before == null ? null : level(before), level(change.after())));
                });
    }

    private Program level(Program top) {
        return Levels.at(top, path).orElseGet(() -> Program.empty(top.name()));
    }
}
