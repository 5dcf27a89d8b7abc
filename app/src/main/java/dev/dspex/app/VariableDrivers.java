package dev.dspex.app;

import dev.dspex.app.inspector.ParameterDrivers;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.variable.VariablesModel;
import dev.dspex.program.Problem;
import dev.dspex.variable.Binding;
import dev.dspex.variable.Coordinator;
import dev.dspex.variable.VariableValues;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What variables drive in one program of a project, for the inspector. JavaFX thread only. */
final class VariableDrivers implements ParameterDrivers {
    private final Coordinator coordinator;
    private final VariablesModel model;
    private final String program;
    private final String prefix;
    private final Runnable view;
    private final Consumer<Notice> notices;

    /**
     * @param path ids of the nodes that lead to it within the program
     * @param view shows the variables
     */
    VariableDrivers(
            Coordinator coordinator,
            VariablesModel model,
            String program,
            List<String> path,
            Runnable view,
            Consumer<Notice> notices) {
        this.coordinator = coordinator;
        this.model = model;
        this.program = program;
        prefix = path.isEmpty() ? "" : String.join(".", path) + ".";
        this.view = view;
        this.notices = notices;
    }

    @Override
    public Optional<String> of(String node, String parameter) {
        var target = new Binding("", program, prefix + node, parameter).target();
        return coordinator.now().space().bindings().stream()
                .filter(b -> b.target().equals(target))
                .map(Binding::variable)
                .findFirst();
    }

    @Override
    public String value(String variable) {
        return VariableValues.text(coordinator.now().space().value(variable));
    }

    @Override
    public List<String> variables() {
        return coordinator.now().space().values().keySet().stream().sorted().toList();
    }

    @Override
    public void bind(String node, String parameter, String variable) {
        place(node, parameter).ifPresent(p -> model.bind(variable, p, this::refused));
    }

    @Override
    public void make(String node, String parameter) {
        place(node, parameter).ifPresent(p -> model.make(p, this::refused));
    }

    @Override
    public void unbind(String node, String parameter) {
        place(node, parameter).ifPresent(p -> model.unbind(p, this::refused));
    }

    @Override
    public void show(String variable) {
        model.selectedProperty().set(variable);
        view.run();
    }

    @Override
    public String dragged(String node, String parameter) {
        return place(node, parameter).map(p -> p.bind("").target()).orElse("");
    }

    private Optional<VariablesModel.Place> place(String node, String parameter) {
        return model.place(program, prefix + node, parameter);
    }

    private void refused(List<Problem> problems) {
        if (!problems.isEmpty())
            notices.accept(
                    Notice.warning(problems.getFirst().message(), problems.getFirst().hint()));
    }
}
