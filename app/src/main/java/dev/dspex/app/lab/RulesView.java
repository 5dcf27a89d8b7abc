package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rules that watch the streams, and the one that is selected in full. */
final class RulesView extends HBox {
    private static final double FORM = 400;

    private final SetupModel setup;
    private final LabModel model;
    private final Supplier<LabHost.Choices> choices;
    private final TableView<StreamRule> table = new TableView<>();
    private final StackPane form = new StackPane();
    private @Nullable RuleForm shown;
    private List<String> fired = List.of();
    private boolean filling;

    RulesView(SetupModel setup, LabModel model, Supplier<LabHost.Choices> choices) {
        this.setup = setup;
        this.model = model;
        this.choices = choices;
        table.setId("lab-rules");
        table.setAccessibleText(text("lab.rules"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(Labels.prose(text("lab.rules.none"), "muted"));
        table.setMinWidth(0);
        table.getColumns().add(words("#", 36, this::number, "num"));
        table.getColumns().add(words(text("lab.rules.name"), 130, StreamRule::name));
        table.getColumns().add(words(text("lab.rules.when"), 230, LabWords::when, "muted"));
        table.getColumns()
                .add(words(text("lab.rules.does"), 120, rule -> LabWords.action(rule.action())));
        table.getColumns().add(words(text("lab.rules.fired"), 64, this::fired, "num"));
        table.getColumns().add(on());
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        rule -> {
                            if (!filling) form(rule);
                        });
        table.setOnKeyPressed(
                e -> {
                    var rule = table.getSelectionModel().getSelectedItem();
                    if (e.getCode() == KeyCode.DELETE && rule != null) setup.removeRule(rule.id());
                });
        form.getStyleClass().add("lab-rule-form");
        Layout.width(form, FORM);
        getChildren().addAll(Layout.wide(table), form);
        setMinSize(0, 0);
        refresh();
    }

    void refresh() {
        var rules = setup.plan().map(StreamPlan::rules).orElse(List.of());
        var selected = table.getSelectionModel().getSelectedItem();
        if (!table.getItems().equals(rules)) {
            filling = true;
            table.getItems().setAll(rules);
            filling = false;
            select(selected == null ? "" : selected.id());
        }
        var held = rules.stream().map(this::fired).toList();
        if (!held.equals(fired)) table.refresh();
        fired = held;
    }

    /** Shows a rule in full; one that is not there leaves everything. */
    void select(String id) {
        for (var rule : table.getItems())
            if (rule.id().equals(id)) {
                table.getSelectionModel().select(rule);
                form(rule);
                return;
            }
        if (table.getSelectionModel().getSelectedItem() == null) form(null);
    }

    /** A form that shows the rule already stays: the person may be typing in it. */
    private void form(@Nullable StreamRule rule) {
        form.setVisible(rule != null);
        form.setManaged(rule != null);
        if (rule == null) {
            shown = null;
            form.getChildren().clear();
            return;
        }
        if (shown != null && shown.isOf(rule)) return;
        var fresh = new RuleForm(rule, choices.get().fields(), setup::rule, setup::removeRule);
        shown = fresh;
        form.getChildren().setAll(fresh);
    }

    private String number(StreamRule rule) {
        return String.valueOf(table.getItems().indexOf(rule) + 1);
    }

    private String fired(StreamRule rule) {
        return model.isEmpty() ? "" : Figures.count(model.board().fired(rule.id()));
    }

    private static TableColumn<StreamRule, StreamRule> words(
            String title, double width, Function<StreamRule, String> words, String... styles) {
        return column(title, width, (cell, rule) -> cell.setText(words.apply(rule)), styles);
    }

    private TableColumn<StreamRule, StreamRule> on() {
        return column(
                text("lab.rules.on"),
                44,
                (cell, rule) -> {
                    var box = new CheckBox();
                    box.setSelected(rule.on());
                    box.setAccessibleText(text("lab.rules.on.of", rule.name()));
                    box.setOnAction(_ -> setup.rule(Rules.on(rule, box.isSelected())));
                    cell.setGraphic(box);
                });
    }

    private static TableColumn<StreamRule, StreamRule> column(
            String title,
            double width,
            BiConsumer<TableCell<StreamRule, StreamRule>, StreamRule> fill,
            String... styles) {
        var column = new TableColumn<StreamRule, StreamRule>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 44));
        if (width < 80) column.setMaxWidth(width);
        column.setSortable(false);
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(@Nullable StreamRule rule, boolean empty) {
                                super.updateItem(rule, empty);
                                setText(null);
                                setGraphic(null);
                                if (rule != null && !empty) fill.accept(this, rule);
                            }
                        });
        return column;
    }
}
