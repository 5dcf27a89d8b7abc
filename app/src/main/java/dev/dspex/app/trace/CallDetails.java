package dev.dspex.app.trace;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Durations;
import dev.dspex.app.feed.ReadOnlyText;
import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Words;

import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What went into the selected call and what came out: the exact messages and the answer of an LM.
 */
final class CallDetails extends StackPane {
    private final EmptyState none =
            new EmptyState(
                    "cursor-default-click-outline",
                    text("trace.select"),
                    text("trace.select.todo"));
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label name = Labels.cut("", "semi");
    private final Label node = Labels.cut("", "mono", "muted");
    private final FlowPane chips = new FlowPane(4, 4);
    private final ReadOnlyText area = new ReadOnlyText(text("trace.content"));
    private final VBox page;
    private @Nullable TraceNode shown;
    private RunState shownState = RunState.IDLE;

    CallDetails() {
        setMinSize(0, 0);
        area.setId("trace-content");
        var copy = Buttons.icon("content-copy", text("trace.copy"), "icon-16");
        copy.setOnAction(_ -> copy());
        var head =
                Layout.styled(
                        new HBox(state, name, Layout.wide(node), copy), "panel-header", "ruled");
        var frame = Layout.styled(new StackPane(area), "lane-text");
        VBox.setMargin(chips, new javafx.geometry.Insets(8, 12, 8, 12));
        VBox.setMargin(frame, new javafx.geometry.Insets(0, 12, 12, 12));
        page = new VBox(head, chips, Layout.tall(frame));
        getChildren().setAll(none);
    }

    void show(@Nullable TraceNode call) {
        if (call == shown && (call == null || call.state() == shownState)) return;
        shown = call;
        if (call == null) {
            getChildren().setAll(none);
            return;
        }
        shownState = call.state();
        state.setState(call.state());
        name.setText(call.name());
        node.setText(call.node());
        chips.getChildren().setAll(facts(call));
        area.setRuns(call.kind() == TraceNode.Kind.LM ? conversation(call) : values(call));
        getChildren().setAll(page);
    }

    private static List<Label> facts(TraceNode call) {
        var facts = new ArrayList<Label>();
        if (!call.detail().isEmpty()) facts.add(Chips.chip(call.detail(), null));
        if (call.seconds() >= 0) facts.add(Chips.chip(Durations.text(call.seconds()), null));
        if (call.tokens() > 0)
            facts.add(
                    Chips.chip(
                            text(
                                    "trace.tokens",
                                    Figures.count(call.promptTokens()),
                                    Figures.count(call.completionTokens())),
                            null));
        var usd = call.usd();
        if (usd != null) facts.add(Chips.chip(Figures.dollars(usd), null));
        if (call.firstToken() >= 0)
            facts.add(Chips.chip(text("trace.first", Durations.text(call.firstToken())), null));
        if (call.cached()) facts.add(Chips.chip(text("trace.cached"), null));
        if (call.attempts() > 1)
            facts.add(
                    Chips.chip(
                            text("trace.attempts", String.valueOf(call.attempts())), null, "warn"));
        if (call.row() != null) facts.add(Chips.chip(text("trace.one_row", call.row()), null));
        return facts;
    }

    private static List<ReadOnlyText.Run> conversation(TraceNode call) {
        var runs = new ArrayList<ReadOnlyText.Run>();
        for (var message : call.messages())
            section(runs, message.role(), Values.text(message.content()));
        for (var answer : call.answers()) section(runs, text("trace.answer"), answer);
        error(runs, call);
        if (!call.given().isEmpty()) section(runs, text("trace.config"), Values.text(call.given()));
        return runs;
    }

    private static List<ReadOnlyText.Run> values(TraceNode call) {
        var runs = new ArrayList<ReadOnlyText.Run>();
        error(runs, call);
        section(
                runs,
                text(call.kind() == TraceNode.Kind.TOOL ? "trace.arguments" : "trace.inputs"),
                Values.text(call.given()));
        if (call.state() != RunState.RUNNING)
            section(
                    runs,
                    text(call.kind() == TraceNode.Kind.TOOL ? "trace.result" : "trace.outputs"),
                    Values.text(call.gave()));
        return runs;
    }

    private static void error(List<ReadOnlyText.Run> runs, TraceNode call) {
        var error = call.error();
        if (error == null) return;
        runs.add(new ReadOnlyText.Run(Words.told(error.message()) + "\n", "error"));
        if (!error.hint().isEmpty())
            runs.add(new ReadOnlyText.Run(Words.told(error.hint()) + "\n", ""));
        if (!error.log().isEmpty()) runs.add(new ReadOnlyText.Run(error.log() + "\n", "muted"));
        runs.add(new ReadOnlyText.Run("\n", ""));
    }

    private static void section(List<ReadOnlyText.Run> runs, String title, String body) {
        runs.add(new ReadOnlyText.Run(title + "\n", "role"));
        runs.add(
                new ReadOnlyText.Run(
                        (body.isEmpty() ? text("trace.nothing") : body.stripTrailing()) + "\n\n",
                        body.isEmpty() ? "muted" : ""));
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(area.text());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
