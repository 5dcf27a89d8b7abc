package dev.dspex.app.learned;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Instructions and demonstrations of one predictor. */
final class PredictorForm extends VBox {
    private static final int LINE = 72;
    private static final int MOST_LINES = 12;
    private static final String AUGMENTED = "augmented";

    private final LearnedModel model;
    private final String predictor;

    PredictorForm(LearnedModel model, String predictor) {
        this.model = model;
        this.predictor = predictor;
        getStyleClass().add("difference-details");
        var instructions =
                area(model.state().instructions(predictor), text("learned.instructions"));
        instructions.setId("learned-instructions");
        instructions.textProperty().subscribe((_, now) -> model.instruct(predictor, now));
        getChildren()
                .addAll(Panels.sectionTitle(text("learned.instructions")), instructions, demos());
    }

    private VBox demos() {
        var demos = model.state().demos(predictor);
        var add = Buttons.small(text("learned.demo.add"), "plus");
        add.setId("demo-add");
        add.setDisable(demos.isEmpty());
        add.setOnAction(_ -> model.add(predictor));
        var box = new VBox(8, Panels.sectionTitle(text("learned.demos"), add));
        if (demos.isEmpty())
            box.getChildren()
                    .add(
                            new EmptyState(
                                    "school-outline",
                                    text("learned.demos.none"),
                                    text("learned.demos.none.todo")));
        for (int i = 0; i < demos.size(); i++) box.getChildren().add(demo(i, demos.get(i)));
        return box;
    }

    private Node demo(int index, ObjectNode demo) {
        var up = Buttons.icon("arrow-up", text("learned.demo.up"));
        up.setDisable(index == 0);
        up.setOnAction(_ -> model.moveUp(predictor, index));
        var remove = Buttons.icon("delete-outline", text("learned.demo.remove"));
        remove.setId("demo-remove-" + index);
        remove.setOnAction(_ -> model.remove(predictor, index));
        var head = Layout.row(8, Labels.strong(text("learned.demo", String.valueOf(index + 1))));
        if (demo.path(AUGMENTED).asBoolean(false))
            head.getChildren().add(Chips.chip(text("learned.demo.augmented"), null));
        head.getChildren().addAll(Layout.grow(), up, remove);
        var card = Layout.styled(new VBox(6, head), "demo-card");
        demo.properties()
                .forEach(
                        field -> {
                            if (!field.getKey().equals(AUGMENTED))
                                card.getChildren()
                                        .add(value(index, field.getKey(), field.getValue()));
                        });
        return card;
    }

    private Node value(int index, String field, JsonNode value) {
        var area = area(value.isString() ? value.asString() : value.toString(), field);
        area.setId("demo-" + index + "-" + field);
        var box = new VBox(4, Labels.mono(field, "muted"), area);
        area.textProperty()
                .subscribe(
                        (_, now) -> {
                            var wrong = model.set(predictor, index, field, now);
                            box.getChildren().removeIf(FieldProblem.class::isInstance);
                            if (wrong != null) box.getChildren().add(new FieldProblem(wrong, null));
                        });
        return box;
    }

    /** As high as its text needs, up to some lines. */
    private static TextArea area(String words, String name) {
        var area = new TextArea(words);
        area.setWrapText(true);
        area.setAccessibleText(name);
        var lines = words.lines().mapToInt(l -> 1 + l.length() / LINE).sum();
        area.setPrefRowCount(Math.max(1, Math.min(MOST_LINES, lines)));
        return area;
    }
}
