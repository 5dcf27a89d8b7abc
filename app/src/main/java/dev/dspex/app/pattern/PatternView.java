package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.StepChart;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.program.ModuleKind;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A pattern's node opened: the tree of its thoughts with the selected one beside it, and below it
 * the best value so far and what is being asked. JavaFX thread only.
 */
public final class PatternView extends StackPane {
    private final Shown shown;
    private final ThoughtCanvas canvas;
    private final StepChart chart = new StepChart(Axis.of(text("pattern.chart.calls"), Unit.COUNT));
    private final SplitPane body = new SplitPane();
    private final ChartPanel best;
    private final SplitPane foot;
    private final ViewStates states;
    private final VBox whole;

    /**
     * @param node path of the pattern's node in the program
     * @param name what the person calls it
     */
    public PatternView(PatternModel model, String node, String name, Prompts prompts) {
        shown = new Shown(model, node);
        setId("pattern");
        setMinSize(0, 0);
        canvas = new ThoughtCanvas(shown);
        var panel = new ThoughtPanel(shown, prompts);
        new ThoughtGestures(canvas, shown, panel::openPrompt);
        var tree = new StackPane(canvas, legend());
        tree.setMinSize(0, 0);
        var table = new StepTable(shown);
        var middle = new StackPane(tree);
        middle.setMinSize(0, 0);
        best = new ChartPanel(text("pattern.chart"), chart);
        foot = new SplitPane(best, new LivePane(shown));
        var left = new SplitPane(middle, foot);
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(0.74);
        SplitPane.setResizableWithParent(foot, false);
        body.getItems().addAll(left, panel);
        body.setDividerPositions(0.78);
        SplitPane.setResizableWithParent(panel, false);
        var header =
                new PatternHeader(
                        shown,
                        name,
                        asTable -> middle.getChildren().setAll(asTable ? table : tree),
                        canvas::fit);
        whole = new VBox(header, Layout.tall(body));
        states = new ViewStates(whole);
        getChildren().add(states);
        shown.onChange(this::changed);
        var live = new WhileShown(this, shown::refresh);
        model.watch(live::changed);
        shown.refresh();
    }

    private void changed() {
        var call = shown.call().orElse(null);
        if (call == null) {
            states.show(
                    new EmptyState(
                            "file-tree-outline", text("pattern.none"), text("pattern.none.todo")));
            return;
        }
        states.show(whole);
        if (call.kind() == ModuleKind.CONSENSUS) foot.getItems().remove(best);
        else if (!foot.getItems().contains(best)) foot.getItems().addFirst(best);
        var budget = shown.settings().map(node -> Wording.setting(node, "budget")).orElse(null);
        var cap = budget instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
        chart.show(
                rises(call),
                call.calls(),
                cap,
                cap == null ? "" : text("pattern.cap", String.valueOf(budget)));
    }

    /** Where the best value rose, by the LM calls made until then. */
    private List<StepChart.Rise> rises(PatternCall call) {
        var rises = new ArrayList<StepChart.Rise>();
        double highest = 0;
        for (var telling : call.told(shown.moment())) {
            double score = Objects.requireNonNullElse(telling.step().score(), 0.0);
            if (score <= highest) continue;
            highest = score;
            rises.add(
                    new StepChart.Rise(telling.calls(), Math.min(1, score), telling.step().text()));
        }
        return rises;
    }

    private static Node legend() {
        var entries =
                Stream.of(
                                Standing.KEPT,
                                Standing.CHOSEN,
                                Standing.PRUNED,
                                Standing.ASKED,
                                Standing.WAITING)
                        .map(PatternView::entry)
                        .toList();
        var legend = Layout.styled(new HBox(), "float-box", "legend");
        legend.getChildren().setAll(entries);
        legend.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        legend.setMouseTransparent(true);
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        StackPane.setMargin(legend, new Insets(0, 0, 12, 16));
        return legend;
    }

    private static Node entry(Standing standing) {
        return Labels.withIcon(
                Labels.label(standing.word()), new StateIcon(standing.shape(), 14), 4);
    }
}
