package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Problem;
import dev.dspex.variable.About;
import dev.dspex.variable.Rule;
import dev.dspex.variable.Variable;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One variable in full: value, constraint, rules, optimizer, what it drives, its history. */
final class VariableDetails extends VBox {
    private static final List<String> OPTIMIZERS =
            List.of(
                    "",
                    "TPE",
                    "Random",
                    "Grid",
                    "NSGA-II",
                    "CMA-ES",
                    "GP",
                    "MIPROv2",
                    "GEPA",
                    "BootstrapFewShot");

    private final VariablesModel model;
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);

    VariableDetails(VariablesModel model) {
        this.model = model;
        getStyleClass().add("variable-details");
        Layout.width(this, 336);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().addAll(Panels.header(text("variable.one")), Layout.tall(scroll));
        model.selectedProperty().subscribe(_ -> refresh());
    }

    void refresh() {
        page.getChildren().clear();
        var row = model.row(model.selectedProperty().get()).orElse(null);
        if (row == null) {
            page.getChildren()
                    .add(
                            new EmptyState(
                                    "hexagon-outline",
                                    text("variable.nothing"),
                                    text("variable.nothing.help")));
            return;
        }
        page.getChildren().add(head(row));
        expression(row);
        page.getChildren().add(rules(row));
        page.getChildren().add(optimizer(row));
        page.getChildren().add(bound(row));
        page.getChildren().add(new VariableHistory(model, row));
    }

    private VBox head(VariableRow row) {
        var remove = Buttons.icon("trash-can-outline", text("variable.remove"), "icon-16");
        remove.setId("variable-remove");
        var head = Panels.section();
        var name = Labels.cut(row.name(), "title", "mono");
        head.getChildren()
                .add(
                        Layout.row(
                                8,
                                Icons.icon(VariableRow.icon(row.variable()), "icon-18"),
                                Layout.wide(name),
                                Chips.chip(
                                        text(
                                                "variable.version",
                                                Figures.count(model.shown().version(row.name()))),
                                        null),
                                remove));
        remove.setOnAction(
                _ ->
                        model.edit(
                                space -> space.without(row.name()),
                                problems -> say(head, problems)));
        if (row.variable() instanceof Variable.Chosen chosen) {
            var editor = new ValueEditor[1];
            editor[0] =
                    new ValueEditor(
                            chosen,
                            row.value(),
                            value -> model.set(row.name(), value, editor[0]::refused));
            head.getChildren().add(editor[0]);
        } else head.getChildren().add(Labels.mono(row.valueText(), "big-value"));
        if (!row.active())
            head.getChildren().add(Chips.state(text("variable.off"), RunState.SKIPPED));
        return head;
    }

    private void expression(VariableRow row) {
        switch (row.variable()) {
            case Variable.Composite composite ->
                    page.getChildren()
                            .add(
                                    code(
                                            text("variable.expression"),
                                            composite.expression(),
                                            "variable-expression",
                                            typed ->
                                                    new Variable.Composite(
                                                            row.name(), typed, composite.about())));
            case Variable.Conditional conditional -> {
                page.getChildren()
                        .add(
                                code(
                                        text("variable.when"),
                                        conditional.when(),
                                        "variable-expression",
                                        typed ->
                                                new Variable.Conditional(
                                                        row.name(),
                                                        typed,
                                                        conditional.domain(),
                                                        conditional.value(),
                                                        conditional.about())));
                page.getChildren().add(constraint(conditional));
            }
            case Variable.Free free -> page.getChildren().add(constraint(free));
        }
    }

    private VBox constraint(Variable.Chosen variable) {
        return new ConstraintEditor(
                variable, (changed, said) -> model.edit(space -> space.with(changed), said));
    }

    private VBox code(
            String title,
            String words,
            String id,
            java.util.function.Function<String, Variable> changed) {
        var section = Panels.section(Panels.sectionTitle(title));
        var field = Fields.mono(words, title);
        field.setId(id);
        ValueEditor.commits(
                field,
                words,
                typed ->
                        model.edit(
                                space -> space.with(changed.apply(typed)),
                                problems -> say(section, problems)));
        section.getChildren().add(field);
        return section;
    }

    /** Shows the first problem at the end of a section, in place of the one before. */
    static void say(VBox section, List<Problem> problems) {
        section.getChildren().removeIf(FieldProblem.class::isInstance);
        if (problems.isEmpty()) return;
        var problem = problems.getFirst();
        section.getChildren().add(new FieldProblem(problem.message() + " " + problem.hint(), null));
    }

    private VBox rules(VariableRow row) {
        var section = Panels.section(Panels.sectionTitle(text("variable.rules")));
        for (var rule : model.space().rulesOf(row.name())) {
            var field = Fields.mono(rule.expression(), text("variable.rule"));
            ValueEditor.commits(field, rule.expression(), typed -> replace(section, rule, typed));
            section.getChildren().add(field);
        }
        if (!model.space().rulesOf(row.name()).isEmpty())
            section.getChildren()
                    .add(
                            Layout.row(
                                    6,
                                    new StateIcon(RunState.OK, 14),
                                    Labels.label(text("variable.holds"), "small", "ok-text"),
                                    Labels.muted(
                                            text(
                                                    "variable.removes",
                                                    Figures.percent(
                                                            model.space().removedByRules())))));
        var more = Fields.mono("", text("variable.rule.new"));
        more.setId("variable-rule");
        more.setPromptText(text("variable.rule.prompt", row.name()));
        ValueEditor.commits(
                more,
                "",
                typed -> {
                    if (!typed.isBlank()) add(section, typed);
                });
        section.getChildren().add(more);
        return section;
    }

    private void replace(VBox section, Rule before, String typed) {
        model.edit(
                space -> {
                    var rules = new ArrayList<>(space.rules());
                    var at = rules.indexOf(before);
                    if (at >= 0) rules.remove(at);
                    if (!typed.isBlank())
                        rules.add(Math.max(0, at), new Rule(typed, before.description()));
                    return space.withRules(rules);
                },
                problems -> say(section, problems));
    }

    private void add(VBox section, String typed) {
        model.edit(
                space -> {
                    var rules = new ArrayList<>(space.rules());
                    rules.add(new Rule(typed));
                    return space.withRules(rules);
                },
                problems -> say(section, problems));
    }

    private VBox optimizer(VariableRow row) {
        var lease = new ArrayList<Node>();
        model.holder(row.name())
                .ifPresent(
                        by ->
                                lease.add(
                                        Chips.chip(
                                                text("variable.held", by.holder()),
                                                Icons.icon("lock-outline"),
                                                "accent")));
        var section =
                Panels.section(
                        Panels.sectionTitle(
                                text("variable.column.optimizer"), lease.toArray(Node[]::new)));
        if (row.variable() instanceof Variable.Composite) {
            section.getChildren().add(Labels.muted(text("variable.optimizer.follows")));
            return section;
        }
        var combo =
                Fields.<String>combo(
                        text("variable.column.optimizer"),
                        name -> name.isEmpty() ? text("variable.optimizer.standard") : name,
                        _ -> null);
        combo.getItems().setAll(OPTIMIZERS);
        About about = row.variable().about();
        combo.setValue(about.optimizer() == null ? "" : about.optimizer());
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.valueProperty()
                .addListener(
                        (_, _, now) ->
                                model.edit(
                                        space ->
                                                space.with(
                                                        row.variable()
                                                                .withAbout(
                                                                        about.withOptimizer(
                                                                                now == null
                                                                                                || now
                                                                                                        .isEmpty()
                                                                                        ? null
                                                                                        : now))),
                                        problems -> say(section, problems)));
        section.getChildren().add(combo);
        return section;
    }

    private VBox bound(VariableRow row) {
        var section = Panels.section(Panels.sectionTitle(text("variable.bound")));
        Consumer<List<Problem>> refused = problems -> say(section, problems);
        var bindings = model.space().bindingsOf(row.name());
        if (bindings.isEmpty())
            section.getChildren().add(Labels.prose(text("variable.bound.none"), "muted", "small"));
        for (var binding : bindings) {
            var unbind = Buttons.icon("link-off", text("variable.unbind"), "icon-16");
            unbind.getStyleClass().add("low");
            unbind.setOnAction(
                    _ ->
                            model.edit(
                                    space -> {
                                        var rest = new ArrayList<>(space.bindings());
                                        rest.remove(binding);
                                        return space.withBindings(rest);
                                    },
                                    refused));
            HBox line =
                    Layout.row(
                            8,
                            Icons.icon(Icons.ofKind(model.kindOf(binding)), "icon-16"),
                            Layout.wide(
                                    Labels.cut(model.title(binding) + ", " + binding.parameter())),
                            unbind);
            section.getChildren().add(line);
        }
        return section;
    }
}
