package dev.dspex.app.variable;

import dev.dspex.app.fx.Background;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.variable.Binding;
import dev.dspex.variable.Change;
import dev.dspex.variable.Checked;
import dev.dspex.variable.Coordinated;
import dev.dspex.variable.Coordinator;
import dev.dspex.variable.Lease;
import dev.dspex.variable.Observer;
import dev.dspex.variable.Snapshot;
import dev.dspex.variable.Target;
import dev.dspex.variable.Targets;
import dev.dspex.variable.Told;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableSpace;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The variables of a project as the window shows and changes them. Changes are made on other
 * threads, one after the other; the methods are for the JavaFX thread.
 */
public final class VariablesModel implements AutoCloseable {
    private static final int HISTORY = 40;

    /** A parameter of one of the programs. */
    public record Place(String program, Target target) {
        String text() {
            return program + "/" + target.path();
        }

        public Binding bind(String variable) {
            return target.bind(variable, program);
        }
    }

    private final Coordinator coordinator;
    private final Background background;
    private final Supplier<Map<String, Program>> programs;
    private final Supplier<List<String>> lms;
    private final String you;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Runnable unobserve;
    private final StringProperty selected = new SimpleStringProperty("");
    private List<VariableRow> rows = List.of();
    private Snapshot shown;
    private @Nullable Told last;
    private int asked;

    /**
     * @param you what the person is called in histories
     * @param lms aliases that nodes can be given
     */
    public VariablesModel(
            Coordinator coordinator,
            Background background,
            Supplier<Map<String, Program>> programs,
            Supplier<List<String>> lms,
            String you) {
        this.coordinator = coordinator;
        this.background = background;
        this.programs = programs;
        this.lms = lms;
        this.you = you;
        shown = coordinator.now();
        unobserve =
                coordinator.observe(
                        Observer.Rank.VIEWS, told -> background.fx().execute(() -> changed(told)));
        refresh();
    }

    private void changed(Told told) {
        last = told;
        refresh();
    }

    private void refresh() {
        var mine = ++asked;
        background.run(
                () -> {
                    var now = coordinator.now();
                    var read = new ArrayList<VariableRow>();
                    for (var variable : now.space().variables())
                        read.add(
                                VariableRow.of(
                                        variable,
                                        now.space(),
                                        coordinator.history(variable.name(), HISTORY)));
                    return Map.entry(now, List.copyOf(read));
                },
                read -> {
                    if (mine == asked) show(read.getKey(), read.getValue());
                },
                error -> show(coordinator.now(), List.of()));
    }

    private void show(Snapshot now, List<VariableRow> read) {
        shown = now;
        rows = read;
        if (row(selected.get()).isEmpty())
            selected.set(rows.isEmpty() ? "" : rows.getFirst().name());
        listeners.forEach(Runnable::run);
    }

    /** Called after each change that is shown. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    List<VariableRow> rows() {
        return rows;
    }

    Optional<VariableRow> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** What the rows show. */
    Snapshot shown() {
        return shown;
    }

    VariableSpace space() {
        return shown.space();
    }

    /** The last change, null before the first. */
    @Nullable Told last() {
        return last;
    }

    /** Name of the variable that is shown in full; empty for none. */
    public StringProperty selectedProperty() {
        return selected;
    }

    Optional<Lease.Info> holder(String name) {
        return coordinator.leases().holder(name);
    }

    Optional<String> undoOf() {
        return coordinator.undoOf();
    }

    /** Every parameter of the programs that a variable can drive and none does. */
    public List<Place> free() {
        var bound = space().bindings().stream().map(Binding::target).toList();
        return places().stream().filter(p -> !bound.contains(p.bind("").target())).toList();
    }

    /** Every parameter of the programs that a variable can drive. */
    public List<Place> places() {
        var found = new ArrayList<Place>();
        programs.get()
                .forEach(
                        (name, program) ->
                                Targets.of(program, lms.get())
                                        .forEach(target -> found.add(new Place(name, target))));
        return found;
    }

    public Optional<Place> place(String program, String node, String parameter) {
        return places().stream()
                .filter(
                        p ->
                                p.program().equals(program)
                                        && p.target().node().equals(node)
                                        && p.target().parameter().equals(parameter))
                .findFirst();
    }

    /** Title of a node of a program; its path where there is none. */
    String title(Binding binding) {
        var program = programs.get().get(binding.program());
        return program == null || binding.node().isEmpty()
                ? binding.program()
                : program.node(binding.node()).map(n -> n.title()).orElse(binding.node());
    }

    /** Kind of a node, for its icon; empty for a program as a whole. */
    String kindOf(Binding binding) {
        var program = programs.get().get(binding.program());
        return program == null
                ? ""
                : program.node(binding.node()).map(n -> n.kindName()).orElse("program");
    }

    /** Gives a variable a value, if it still is what is shown. */
    void set(String name, Object value, Consumer<List<Problem>> refused) {
        var version = shown.version(name);
        coordinate(
                () ->
                        coordinator.coordinate(
                                Change.of(name, value, you, "").ifVersion(name, version)),
                refused);
    }

    /** Changes what variables are, their rules or what they drive. */
    void edit(Function<VariableSpace, Checked> edit, Consumer<List<Problem>> refused) {
        coordinate(() -> coordinator.edit(you, "", edit), refused);
    }

    /** Takes the last change back. */
    public void undo(Consumer<List<Problem>> refused) {
        coordinate(() -> coordinator.undo(you), refused);
    }

    /** A variable drives a parameter from now on, instead of whichever did. */
    public void bind(String variable, Place place, Consumer<List<Problem>> refused) {
        edit(
                space -> {
                    var bindings = without(space, place);
                    bindings.add(place.bind(variable));
                    return space.withBindings(bindings);
                },
                refused);
        selected.set(variable);
    }

    /** A new variable drives a parameter, with its type and its value. */
    public void make(Place place, Consumer<List<Problem>> refused) {
        var name = freeName(place.target().path());
        edit(
                space -> {
                    var variables = new ArrayList<Variable>(space.variables());
                    variables.add(place.target().variable(name));
                    var bindings = without(space, place);
                    bindings.add(place.bind(name));
                    return VariableSpace.of(variables, bindings, space.rules());
                },
                refused);
        selected.set(name);
    }

    public void unbind(Place place, Consumer<List<Problem>> refused) {
        edit(space -> space.withBindings(without(space, place)), refused);
    }

    private static List<Binding> without(VariableSpace space, Place place) {
        var bindings = new ArrayList<>(space.bindings());
        bindings.removeIf(b -> b.target().equals(place.bind("").target()));
        return bindings;
    }

    /** A name like this one that no variable has. */
    String freeName(String like) {
        var name = like;
        for (var n = 2; space().variable(name).isPresent(); n++) name = like + n;
        return name;
    }

    private void coordinate(
            java.util.concurrent.Callable<Coordinated> change, Consumer<List<Problem>> refused) {
        background.run(
                change,
                outcome -> refused.accept(VariableWords.problems(outcome)),
                error -> refused.accept(List.of(VariableWords.failed(error))));
    }

    @Override
    public void close() {
        unobserve.run();
    }
}
