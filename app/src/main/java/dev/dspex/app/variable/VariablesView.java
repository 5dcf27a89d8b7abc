package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Problem;
import dev.dspex.variable.About;
import dev.dspex.variable.Domain;
import dev.dspex.variable.Variable;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The variables of a project: a table, the graph of what follows from what, and one in full. */
public final class VariablesView extends HBox {
    private static final KeyCombination UNDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final VariablesModel model;
    private final VariableTable table;
    private final DependencyGraph graph;
    private final VariableDetails details;
    private final Label words = Labels.muted("");
    private final VBox said = new VBox();
    private final StackPane body = new StackPane();
    private final SplitPane split = new SplitPane();

    /**
     * @param places the parameter that a dropped text means
     */
    public VariablesView(
            VariablesModel model, Function<String, Optional<VariablesModel.Place>> places) {
        this.model = model;
        table =
                new VariableTable(
                        model,
                        (dropped, variable) ->
                                places.apply(dropped).ifPresent(p -> dropped(p, variable)));
        graph = new DependencyGraph(model);
        details = new VariableDetails(model);
        getStyleClass().add("variables");
        var scroll = new ScrollPane(graph);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        var lower =
                new VBox(
                        Panels.header(text("variable.dependencies"), legend()),
                        Layout.tall(scroll),
                        Layout.padded(words, 8));
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().addAll(table, lower);
        split.setDividerPositions(0.4);
        body.getChildren().add(split);
        var left = new VBox(tools(), said, Layout.tall(body));
        getChildren().addAll(Layout.wide(left), details);
        left.setMinWidth(0);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.listen(this::refresh);
        refresh();
    }

    private HBox tools() {
        var search = Fields.search(text("variable.filter"), null);
        search.textProperty().subscribe(table::filter);
        Layout.width(search, 220);
        var discover =
                new javafx.scene.control.MenuButton(text("variable.discover"), Icons.icon("radar"));
        discover.setId("variable-discover");
        discover.setOnShowing(_ -> discover.getItems().setAll(discovered()));
        discover.getItems().add(new MenuItem(""));
        var create = new javafx.scene.control.MenuButton(text("variable.new"), Icons.icon("plus"));
        create.setId("variable-new");
        create.getItems()
                .setAll(
                        item("float", new Domain.FloatRange(0, 1, null), 0.5),
                        item("integer", new Domain.IntegerRange(1, 10, 1), 3L),
                        item("choice", new Domain.Choice(List.of("a", "b")), "a"),
                        item(
                                "module",
                                new Domain.Modules(List.of("Predict", "ChainOfThought")),
                                "Predict"),
                        item("instruction", new Domain.Instruction(0), ""),
                        item("demos", new Domain.DemoSet(8), dev.dspex.variable.Demos.NONE),
                        composite(),
                        conditional());
        return Panels.tools(search, Layout.grow(), discover, create);
    }

    private List<MenuItem> discovered() {
        return model.free().stream()
                .map(
                        place -> {
                            var item = new MenuItem(place.text());
                            item.setOnAction(_ -> model.make(place, this::say));
                            return item;
                        })
                .toList();
    }

    private MenuItem item(String name, Domain domain, Object value) {
        return adding(new Variable.Free(name, domain, value));
    }

    private MenuItem composite() {
        return adding(new Variable.Composite("composite", "1.0", About.NOTHING));
    }

    private MenuItem conditional() {
        return adding(
                new Variable.Conditional(
                        "conditional",
                        "true",
                        new Domain.IntegerRange(1, 10, 1),
                        3L,
                        About.NOTHING));
    }

    private MenuItem adding(Variable like) {
        var item = new MenuItem(VariableRow.kind(like), Icons.icon(VariableRow.icon(like)));
        item.setOnAction(
                _ -> {
                    var name = model.freeName(like.kind() + "_variable");
                    model.edit(space -> space.with(named(like, name)), this::say);
                    model.selectedProperty().set(name);
                });
        return item;
    }

    private static Variable named(Variable like, String name) {
        return switch (like) {
            case Variable.Free f -> new Variable.Free(name, f.domain(), f.value());
            case Variable.Composite c -> new Variable.Composite(name, c.expression(), c.about());
            case Variable.Conditional c ->
                    new Variable.Conditional(name, c.when(), c.domain(), c.value(), c.about());
        };
    }

    private static HBox legend() {
        return Layout.row(
                14,
                Labels.label("━ " + text("variable.legend.last"), "small", "accent-text"),
                Labels.label("❶ " + text("variable.legend.order"), "small", "muted"),
                Labels.label("┄ " + text("variable.legend.inactive"), "small", "muted"));
    }

    private void dropped(VariablesModel.Place place, String variable) {
        if (variable.isEmpty()) model.make(place, this::say);
        else model.bind(variable, place, this::say);
    }

    private void say(List<Problem> problems) {
        said.getChildren().clear();
        if (problems.isEmpty()) return;
        var problem = problems.getFirst();
        said.getChildren().add(new FieldProblem(problem.message() + " " + problem.hint(), null));
    }

    private void key(KeyEvent e) {
        if (!UNDO.match(e) || e.getTarget() instanceof javafx.scene.control.TextInputControl)
            return;
        model.undo(this::say);
        e.consume();
    }

    private void refresh() {
        table.refreshRows();
        details.refresh();
        graph.refresh();
        words.setText(lastWords());
        if (model.rows().isEmpty())
            body.getChildren()
                    .setAll(
                            new EmptyState(
                                    "hexagon-outline",
                                    text("variable.empty"),
                                    text("variable.empty.help")));
        else body.getChildren().setAll(split);
        details.setVisible(!model.rows().isEmpty());
        details.setManaged(!model.rows().isEmpty());
    }

    /** "Last change went to 2 variables and 3 nodes in one step, in this order." */
    private String lastWords() {
        var last = model.last();
        if (last == null || last.changes().isEmpty()) return "";
        var nodes =
                last.changes().stream()
                        .filter(change -> model.space().variable(change.name()).isPresent())
                        .flatMap(change -> model.space().bindingsOf(change.name()).stream())
                        .map(DependencyLayout::id)
                        .distinct()
                        .count();
        var derived = last.changes().stream().filter(c -> c.derived()).count();
        return text("variable.last", last.by(), derived, nodes);
    }
}
