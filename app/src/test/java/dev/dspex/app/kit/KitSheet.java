package dev.dspex.app.kit;

import javafx.scene.Parent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Every part of the kit on one page, to be held against the component sheet. */
public final class KitSheet {
    private KitSheet() {}

    public static Parent make() {
        var states = Layout.row(28);
        for (var state : RunState.values()) {
            var pair = Layout.column(6, new StateIcon(state), Labels.label(state.word(), "small"));
            states.getChildren().add(pair);
        }
        var disabled = Buttons.button("Disabled", "play");
        disabled.setDisable(true);
        var toggle = Buttons.toggle("cursor-default-outline", "Select");
        toggle.setSelected(true);
        var buttons =
                Layout.row(
                        8,
                        Buttons.primary("Run", "play"),
                        Buttons.button("Optimize", "auto-fix"),
                        Buttons.button("Stop", "stop", "stop"),
                        disabled,
                        Buttons.small("Small", "plus"),
                        Buttons.icon("undo", "Undo"),
                        toggle);
        var wrong = Fields.mono("config", "wrong");
        Fields.invalid(wrong, true);
        var combo = Fields.<String>combo("module", m -> m, Icons::ofKind);
        combo.getItems().addAll("ChainOfThought", "Predict");
        combo.setValue("ChainOfThought");
        var fields =
                Layout.row(
                        8,
                        Fields.mono("0.30", "number"),
                        wrong,
                        combo,
                        Fields.search("Filter 31 nodes", null));
        var chips =
                Layout.row(
                        8,
                        Chips.chip("str", null),
                        Chips.chip("step 3 of 6", null, "accent"),
                        Chips.state("No problems", RunState.OK),
                        Chips.state("No consensus", RunState.WARNING),
                        Chips.state("1 error", RunState.ERROR),
                        Chips.variable("temp.reason"),
                        Chips.key("Ctrl ⇧ P"));
        var type =
                Layout.column(
                        6,
                        Labels.label("Page title", "page-title"),
                        Labels.label("Verdict, number", "verdict"),
                        Labels.title("View title"),
                        Labels.label("Panel title", "panel-title"),
                        Labels.label("Body, fields, tree"),
                        Labels.muted("Table, help, status"),
                        Labels.mono("0.792  +0.175  1,846"));
        var flow =
                new FlowPane(
                        8,
                        8,
                        island(
                                "Empty",
                                new EmptyState("play-circle-outline", "No run yet", "Press F5.")),
                        island("Loading", new Skeleton(3)),
                        island(
                                "Error",
                                new ErrorState(
                                        "The worker ended.",
                                        "Run again, or show the log.",
                                        "Traceback",
                                        Buttons.small("Run again", "play"))),
                        island("Type", type));
        var page =
                new VBox(
                        8,
                        island("State shapes, never colour alone", states),
                        island("Buttons", buttons),
                        island("Fields", fields),
                        island("Chips", chips),
                        new FieldProblem(
                                "config is an argument of Predict, so the value would never reach"
                                        + " the prompt.",
                                Buttons.small("Rename to settings", "auto-fix")),
                        flow);
        return Layout.padded(page, 12);
    }

    private static VBox island(String title, Parent content) {
        var box =
                Layout.styled(new VBox(12, Labels.label(title, "panel-title"), content), "island");
        box.setStyle("-fx-padding: 16;");
        return box;
    }
}
