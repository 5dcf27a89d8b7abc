package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Durations;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;

/** One lane: what it is made of and its state, its text, its measures in time with the text. */
final class LaneColumn extends VBox {
    private static final double LEAST = 280;

    /** Letters that are marked before the place that a strip points at. */
    private static final int SEEN = 24;

    private LabLane lane;
    private final LabActions actions;
    private final StateIcon state;
    private final Label name = Labels.cut("", "strong");
    private final Label made = Labels.cut("", "muted");
    private final StackPane chip = new StackPane();
    private final TextWindow window;
    private final LaneSearch search;
    private final Label ended = Labels.prose("", "small", "muted");
    private final Button cooler = Buttons.small(text("lab.cooler"), "refresh");
    private final Button openRule = Buttons.small("", "tune-variant");
    private final VBox after = new VBox(6);
    private final Map<Strip, StripView> strips = new EnumMap<>(Strip.class);
    private final Label first = Labels.cut("", "mono-tiny", "muted");
    private final Label tokens = Labels.cut("", "mono-tiny", "muted");
    private final Label seconds = Labels.cut("", "mono-tiny", "muted");
    private final Label saved = Labels.cut("", "mono-tiny", "muted");
    private final Label cost = Labels.cut("", "mono-tiny", "muted");
    private String chipOf = "";
    private String stopped = "";
    private boolean lookedFromEnd;

    LaneColumn(LabLane lane, LabActions actions) {
        this.lane = lane;
        this.actions = actions;
        var id = lane.id();
        state = new StateIcon(LaneLook.icon(lane.state()));
        window = new TextWindow(text("lab.text_of", id));
        search = new LaneSearch(window);
        setId("lane-" + id);
        getStyleClass().addAll("island", "lab-lane");
        getChildren().addAll(head(id), Layout.tall(body()));
        for (var strip : Strip.values()) {
            var view = new StripView(strip, this::look, this::reveal);
            strips.put(strip, view);
            getChildren().add(view);
        }
        getChildren().add(foot());
        setMinWidth(LEAST);
        setPrefWidth(LEAST);
        HBox.setHgrow(this, Priority.ALWAYS);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private HBox head(String id) {
        var edit = Buttons.icon("tune-variant", text("lab.lane.edit", id));
        edit.setId("lane-edit-" + id);
        edit.setOnAction(_ -> actions.edit().accept(id));
        var find = Buttons.icon("magnify", Buttons.tip(text("lab.find"), "Ctrl F"));
        find.setOnAction(_ -> search.open());
        Layout.wide(made);
        name.setMinWidth(USE_PREF_SIZE);
        return Layout.styled(new HBox(state, name, made, chip, find, edit), "lab-lane-head");
    }

    /** As high in every lane, so that their measures stand beside each other. */
    private VBox body() {
        var frame = new StackPane(window);
        frame.getStyleClass().add("lab-lane-body");
        frame.setMinHeight(0);
        var body = new VBox(search, Layout.tall(frame), after());
        body.setMinHeight(96);
        body.setPrefHeight(96);
        return body;
    }

    private VBox after() {
        cooler.setOnAction(_ -> actions.cooler().accept(lane.id()));
        openRule.setOnAction(_ -> actions.rule().accept(stopped));
        after.getChildren().addAll(ended, Layout.row(8, cooler, openRule));
        after.getStyleClass().add("lab-lane-after");
        return after;
    }

    private HBox foot() {
        cost.setMinWidth(USE_PREF_SIZE);
        return Layout.styled(
                new HBox(12, first, tokens, seconds, saved, Layout.grow(), cost), "lab-lane-foot");
    }

    /** The board began anew: the lane of the same name now. */
    void show(LabLane other) {
        lane = other;
        chipOf = "";
        chip.getChildren().clear();
        window.show(other.text());
    }

    LabLane lane() {
        return lane;
    }

    TextWindow window() {
        return window;
    }

    /**
     * Everything but the text, which has a refresh of its own.
     *
     * @param plan of the run, or what is set up
     * @param span seconds of the lane that took longest
     */
    void refresh(StreamPlan plan, double span, boolean running) {
        state.setState(LaneLook.icon(lane.state()));
        name.setText(lane.name().isEmpty() ? lane.id() : lane.id() + "  " + lane.name());
        made.setText(LabWords.made(lane.module(), lane.lm(), lane.temperature()));
        chip();
        for (var strip : Strip.values()) {
            boolean judged = strip != Strip.JUDGE || plan.judge() != null;
            var view = strips.get(strip);
            if (view == null) continue;
            view.setVisible(judged);
            view.setManaged(judged);
            if (judged) view.show(lane, span, limit(plan, strip));
        }
        foot(lane.usage());
        ended(plan, running);
    }

    private void chip() {
        var word = LaneLook.chip(lane);
        if (word.equals(chipOf)) return;
        chipOf = word;
        chip.getChildren().clear();
        if (!word.isEmpty())
            chip.getChildren()
                    .add(
                            Chips.chip(
                                    word,
                                    LaneLook.chipSign(lane.state()),
                                    LaneLook.chipGround(lane.state())));
    }

    private static double limit(StreamPlan plan, Strip strip) {
        return plan.rules().stream()
                .filter(rule -> rule.on() && rule.metric() == strip.metric())
                .mapToDouble(StreamRule::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void foot(LaneUsage usage) {
        first.setText(
                usage.firstLetter() < 0
                        ? ""
                        : text("lab.first", Durations.text(usage.firstLetter())));
        tokens.setText(
                usage.tokens() == 0 ? "" : text("lab.tokens", Figures.large(usage.tokens())));
        seconds.setText(lane.seconds() == 0 ? "" : Figures.seconds(lane.seconds()));
        saved.setText(
                usage.savedTokens() == 0
                        ? ""
                        : text("lab.saved", Figures.large(usage.savedTokens())));
        var usd = usage.usd();
        cost.setText(usd == null || usd == 0 ? "" : Figures.dollars(usd));
    }

    /** What can be done about a lane that was cut or failed. */
    private void ended(StreamPlan plan, boolean running) {
        boolean over =
                switch (lane.state()) {
                    case CUT, FAILED -> true;
                    default -> false;
                };
        after.setVisible(over);
        after.setManaged(over);
        if (!over) return;
        ended.setText(lane.why());
        ended.setManaged(!lane.why().isEmpty());
        cooler.setDisable(running);
        var rules = new ArrayList<>(lane.firings());
        rules.removeIf(LabLane.Firing::switched);
        stopped = rules.isEmpty() ? "" : rules.getLast().rule();
        int number = plan.rules().stream().map(StreamRule::id).toList().indexOf(stopped) + 1;
        openRule.setVisible(number > 0);
        openRule.setText(text("lab.open_rule", String.valueOf(number)));
    }

    /** The same second in every strip, and in the text unless it is being written. */
    private void look(double at) {
        strips.values().forEach(strip -> strip.look(lane, at));
        if (lane.running()) return;
        boolean left = Double.isNaN(at);
        if (left) {
            if (lookedFromEnd) window.follow();
            lookedFromEnd = false;
        } else {
            lookedFromEnd |= window.following();
            reveal(at);
        }
    }

    /** Shows in the text what had just been written at this second. */
    private void reveal(double at) {
        long place = lane.placeAt(at);
        if (place > 0) window.reveal(Math.max(0, place - SEEN), place);
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() && e.getCode() == KeyCode.F) {
            search.open();
            e.consume();
        }
    }
}
