package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.ModuleKind;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The thought that is selected: why it stands as it does, its votes, what was spent on it. */
final class ThoughtPanel extends VBox {
    private final Shown shown;
    private final Prompts prompts;
    private final VBox page = new VBox();
    private final Button prompt = Buttons.small(text("pattern.prompt"), "text-box-outline");

    ThoughtPanel(Shown shown, Prompts prompts) {
        this.shown = shown;
        this.prompts = prompts;
        setId("thought");
        getStyleClass().add("inspector");
        setMinWidth(0);
        prompt.setId("thought-prompt");
        prompt.setOnAction(_ -> openPrompt());
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("pattern.thought")), "ruled"),
                        Layout.tall(scroll),
                        Layout.padded(Layout.row(8, prompt), 12));
        shown.onChange(this::refresh);
        refresh();
    }

    /** Opens the prompt that the selected thought came from, in the trace. */
    void openPrompt() {
        var call = shown.call().orElse(null);
        var source = call == null ? null : source(call);
        if (call != null && source != null) open(call, source);
    }

    private void open(PatternCall call, Exchange exchange) {
        if (exchange.lms().isEmpty()) return;
        prompts.open(call.row() == null ? "" : call.row(), exchange.lms().getFirst());
    }

    /** What the selected thought came from; of the input the first call. */
    private @Nullable Exchange source(PatternCall call) {
        var thought = shown.selected().orElse(null);
        if (thought == null) return call.exchanges().stream().findFirst().orElse(null);
        if (call.kind() != ModuleKind.TREE_OF_THOUGHTS)
            return thought.asked().stream().findFirst().orElse(null);
        var parent = shown.tree().thought(thought.parent()).orElse(null);
        var from = parent == null ? call.exchanges() : parent.asked();
        return from.stream().filter(one -> one.name().equals("propose")).findFirst().orElse(null);
    }

    private void refresh() {
        var call = shown.call().orElse(null);
        page.getChildren().clear();
        prompt.setDisable(true);
        if (call == null) return;
        var source = source(call);
        prompt.setDisable(source == null || source.lms().isEmpty());
        shown.selected().ifPresentOrElse(thought -> thought(call, thought), () -> input(call));
    }

    private void input(PatternCall call) {
        page.getChildren()
                .addAll(
                        Panels.section(
                                Labels.prose(Wording.input(call), "mono", "strong"),
                                Labels.prose(
                                        Wording.answer(call).isEmpty()
                                                ? text("pattern.select")
                                                : text("pattern.answer", Wording.answer(call)),
                                        "muted")),
                        spent(call, null));
    }

    private void thought(PatternCall call, Thought thought) {
        var head =
                Layout.row(
                        8,
                        new StateIcon(thought.standing().shape()),
                        Layout.wide(
                                Labels.prose(
                                        Wording.title(call.kind(), thought), "mono", "strong")));
        if (thought.score() != null)
            head.getChildren().add(Labels.mono(Wording.score(thought.score()), "title"));
        var why = new ArrayList<Node>(List.of(head));
        why.add(Labels.prose(Wording.standing(call.kind(), shown.tree(), thought) + ".", "muted"));
        if (!thought.reason().isBlank()) why.add(Labels.prose(thought.reason(), "muted"));
        page.getChildren().add(Panels.section(why.toArray(Node[]::new)));
        var answers = answers(call, thought);
        if (!answers.isEmpty())
            page.getChildren().add(Panels.section(answers.toArray(Node[]::new)));
        page.getChildren().add(spent(call, thought));
    }

    private List<Node> answers(PatternCall call, Thought thought) {
        var found = new ArrayList<Node>();
        int number = 0;
        for (var exchange : thought.asked()) {
            if (exchange.name().equals("propose")) continue;
            number++;
            if (found.isEmpty()) found.add(Labels.section(title(call.kind())));
            found.add(answer(call, exchange, number));
        }
        return found;
    }

    private static String title(ModuleKind kind) {
        return switch (kind) {
            case ModuleKind.SELF_CORRECTING -> text("pattern.checks");
            case ModuleKind.CONSENSUS -> text("pattern.said");
            default -> text("pattern.votes");
        };
    }

    private Node answer(PatternCall call, Exchange exchange, int number) {
        var gave = exchange.gave();
        var vote = exchange.name().equals("value");
        var open =
                Buttons.link(
                        vote
                                ? text("pattern.vote", Figures.count(number))
                                : exchange.name().replaceAll("[\\[\\]0-9]+$", ""),
                        () -> open(call, exchange));
        var row = Layout.row(8, open, Layout.grow());
        var value = vote ? gave.path("value") : null;
        if (value != null && value.isNumber())
            row.getChildren().add(Labels.mono(Wording.score(value.asDouble())));
        return Layout.column(2, row, Labels.prose(words(exchange, vote), "muted"));
    }

    private static String words(Exchange exchange, boolean vote) {
        var error = exchange.error();
        if (error != null) return error.message();
        if (exchange.running())
            return exchange.said().isBlank() ? text("pattern.asking") : exchange.said();
        JsonNode said = vote ? exchange.gave().path("reason") : exchange.gave();
        return Values.line(said);
    }

    private Node spent(PatternCall call, @Nullable Thought thought) {
        var rows = new ArrayList<Node>(List.of(Labels.section(text("pattern.spent"))));
        if (thought != null) {
            rows.add(row(text("pattern.spent.own"), Wording.calls(thought.spent().calls())));
            rows.add(row(text("pattern.spent.branch"), Wording.calls(thought.branch().calls())));
        }
        var all =
                thought == null
                        ? call.exchanges().stream()
                                .map(Exchange::spent)
                                .reduce(Spent.NOTHING, Spent::plus)
                        : thought.branch();
        if (thought == null) rows.add(row(text("pattern.spent.calls"), limit(call)));
        rows.add(row(text("pattern.spent.tokens"), Figures.large(all.tokens())));
        if (all.usd() != null)
            rows.add(row(text("pattern.spent.cost"), Figures.dollars(all.usd())));
        var dropped = shown.tree().thoughts().stream().filter(one -> one.standing().dropped());
        if (call.kind() == ModuleKind.TREE_OF_THOUGHTS)
            rows.add(
                    row(
                            text("pattern.spent.pruned"),
                            text(
                                    "pattern.of",
                                    Figures.count(dropped.count()),
                                    Figures.count(shown.tree().thoughts().size()))));
        return Panels.section(rows.toArray(Node[]::new));
    }

    private String limit(PatternCall call) {
        var most = shown.settings().map(node -> Wording.setting(node, "budget")).orElse(null);
        return most == null
                ? Figures.count(call.calls())
                : text("pattern.of", Figures.count(call.calls()), String.valueOf(most));
    }

    private static Node row(String name, String value) {
        return Layout.row(8, Labels.muted(name), Layout.grow(), Labels.mono(value));
    }
}
