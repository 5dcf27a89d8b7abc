package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.Tips;
import dev.dspex.app.theme.Motion;
import dev.dspex.program.Problem;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** A box as Regions, styled by .graph-node. Its status is shown by {@link #show}. */
final class NodeView extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FLASH = PseudoClass.getPseudoClass("flash");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Box box;
    private final Label drivers =
            Labels.withIcon(new Label(), Icons.icon("hexagon", "icon-14", "icon-accent"), 0);
    private @Nullable String driverWords;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private String trouble = "";
    private final Label module = Labels.cut("", "kind");
    private final Map<String, ToolRow> tools = new HashMap<>();
    private final List<PortRow> rows = new ArrayList<>();
    private final VBox strip = Layout.styled(new VBox(), "node-strip");
    private final HBox figures = Layout.styled(new HBox(), "node-footer");

    NodeView(Box box) {
        this.box = box;
        getStyleClass().addAll("graph-node", box.look().style());
        setId("node-" + box.id());
        setAccessibleRole(AccessibleRole.BUTTON);
        Layout.width(this, Metrics.width(box));
        Tips.install(state, () -> trouble);
        getChildren().add(header());
        if (!box.module().isEmpty()) {
            var row = Layout.styled(new HBox(Layout.wide(module)), "node-kind");
            VBox.setMargin(row, new Insets(-4, 0, 0, 0));
            getChildren().add(row);
        }
        getChildren().add(ports());
        if (!box.tools().isEmpty()) getChildren().add(tools());
        getChildren().addAll(strip, figures);
    }

    Box box() {
        return box;
    }

    void setSelected(boolean selected, boolean keyboard) {
        pseudoClassStateChanged(SELECTED, selected);
        pseudoClassStateChanged(CURRENT, selected && keyboard);
    }

    /**
     * @param problem what is wrong with it, shown where no run has a state for it; null for nothing
     */
    void show(NodeStatus status, @Nullable Problem problem) {
        getStyleClass().removeAll("running", "error", "skipped", "stale");
        switch (status.shown()) {
            case RUNNING -> getStyleClass().add("running");
            case ERROR -> getStyleClass().add("error");
            case SKIPPED -> getStyleClass().add("skipped");
            case STALE -> getStyleClass().add("stale");
            default -> {}
        }
        state.setState(state(status, problem));
        trouble =
                problem == null || status.state() != RunState.IDLE
                        ? ""
                        : problem.message() + "\n" + problem.hint();
        var step = status.step();
        module.setText(step.isEmpty() ? box.module() : box.module() + ", " + step);
        tools.forEach((name, row) -> row.show(status.tools().get(name)));
        strip(status);
        figures.getChildren().setAll(status.figures().stream().map(Labels::label).toList());
        shown(figures, !status.figures().isEmpty());
        setAccessibleText(describe(box, status, problem));
        var height = Metrics.height(box, status);
        setMinHeight(height);
        setMaxHeight(height);
    }

    /** Shows which of its ports a link on its way could end at; null when none is on its way. */
    void markPorts(@Nullable Predicate<PortHit> fits) {
        for (var i = 0; i < rows.size(); i++) {
            var row = i;
            rows.get(i).mark(fits == null ? null : in -> fits.test(new PortHit(box, row, in)));
        }
    }

    private static RunState state(NodeStatus status, @Nullable Problem problem) {
        if (problem == null || status.state() != RunState.IDLE) return status.shown();
        return problem.isError() ? RunState.ERROR : RunState.WARNING;
    }

    static String describe(Box box, NodeStatus status, @Nullable Problem problem) {
        var words = new StringBuilder(box.title());
        if (!box.module().isEmpty()) words.append(", ").append(box.module());
        if (box.pinned()) words.append(", ").append(text("canvas.pinned"));
        if (!status.step().isEmpty()) words.append(", ").append(status.step());
        words.append(", ").append(state(status, problem).word());
        if (problem != null) words.append(". ").append(problem.message());
        return words.toString();
    }

    private void strip(NodeStatus status) {
        var lines = Strip.lines(status, Metrics.width(box));
        strip.getChildren().clear();
        strip.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("last"), status.figures().isEmpty());
        for (var line : lines) {
            var row = Layout.styled(new HBox(), "strip-line");
            for (var word : line) {
                row.getChildren().add(Labels.label(word.text(), word.label() ? "muted" : "plain"));
            }
            strip.getChildren().add(row);
        }
        var live = status.state() == RunState.RUNNING && !status.text().isEmpty();
        if (live && strip.getChildren().getLast() instanceof HBox last) {
            last.getChildren().add(Labels.label("█", "live-caret"));
        }
        shown(strip, !lines.isEmpty());
    }

    private HBox header() {
        var icon = Icons.icon(Icons.ofKind(box.kind()), box.lm() ? "icon-accent" : "icon-plain");
        var title = Layout.wide(Labels.cut(box.title(), "strong"));
        var header = Layout.styled(new HBox(icon, title), "node-header");
        if (box.pinned()) header.getChildren().add(pin());
        drivers.getStyleClass().add("driven-mark");
        shown(drivers, false);
        Tips.install(drivers, () -> Objects.requireNonNullElse(driverWords, ""));
        header.getChildren().add(drivers);
        header.getChildren().add(state);
        return header;
    }

    /**
     * Marks that variables drive it; a change of their values flashes.
     *
     * @param words which they are; null for none
     */
    void showDriven(@Nullable String words) {
        if (Objects.equals(words, driverWords)) return;
        var known = driverWords != null && words != null;
        driverWords = words;
        drivers.setAccessibleText(words);
        shown(drivers, words != null);
        if (!known || !Motion.allowed(this)) return;
        pseudoClassStateChanged(FLASH, true);
        var end = new PauseTransition(Motion.FLASH);
        end.setOnFinished(_ -> pseudoClassStateChanged(FLASH, false));
        end.play();
    }

    private static Label pin() {
        var mark = Labels.withIcon(new Label(), Icons.icon("pin", "icon-14", "icon-accent"), 0);
        Tips.install(mark, () -> text("canvas.pinned.help"));
        mark.getStyleClass().add("pin-mark");
        return mark;
    }

    private VBox ports() {
        for (var row = 0; row < Metrics.rows(box); row++) {
            rows.add(
                    new PortRow(
                            row < box.ins().size() ? box.ins().get(row) : null,
                            row < box.outs().size() ? box.outs().get(row) : null,
                            Metrics.typesFit(box, row)));
        }
        var column = Layout.styled(new VBox(), "node-rows");
        column.getChildren().addAll(rows);
        return column;
    }

    private VBox tools() {
        var rows = Layout.styled(new VBox(), "node-rows");
        for (var tool : box.tools()) {
            var row = new ToolRow(tool);
            tools.put(tool, row);
            rows.getChildren().add(row);
        }
        return rows;
    }

    private static void shown(javafx.scene.Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
