package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** What the pattern is asking just now, and the end of what the LM says. */
final class LivePane extends VBox {
    private static final int MOST = 4;

    private final Shown shown;
    private final VBox lines = new VBox(6);
    private final HBox count = Layout.row(0);

    LivePane(Shown shown) {
        this.shown = shown;
        setMinSize(0, 0);
        getStyleClass().add("chart-panel");
        getChildren().addAll(Panels.header(text("pattern.live"), count), Layout.padded(lines, 12));
        shown.onChange(this::refresh);
        refresh();
    }

    private void refresh() {
        var open =
                shown.call().filter(PatternCall::running).stream()
                        .flatMap(call -> call.exchanges().stream())
                        .filter(Exchange::running)
                        .toList();
        count.getChildren()
                .setAll(
                        open.size() < 2
                                ? List.of()
                                : List.of(
                                        Chips.chip(
                                                text(
                                                        "pattern.parallel",
                                                        Figures.count(open.size())),
                                                null,
                                                "accent")));
        lines.getChildren()
                .setAll(
                        open.isEmpty()
                                ? List.of(Labels.muted(text("pattern.live.none")))
                                : open.stream().limit(MOST).map(LivePane::line).toList());
    }

    private static HBox line(Exchange exchange) {
        var said = Labels.cut(exchange.said().replaceAll("\\s+", " ").strip(), "mono", "small");
        said.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        var name = Labels.mono(exchange.name(), "muted");
        name.setMinWidth(72);
        return Layout.row(8, new StateIcon(RunState.RUNNING, 14), name, Layout.wide(said));
    }
}
