package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.DiffView;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One candidate: its score, what its instructions change against its parent or the seed, why it was
 * tried.
 */
final class CandidatePanel extends VBox {
    private final StudyModel model;
    private final ViewStates body;
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final EmptyState none =
            new EmptyState(
                    "source-branch",
                    text("optimize.no_candidate"),
                    text("optimize.no_candidate.todo"));
    private boolean againstSeed = true;
    private @Nullable StudyCandidate shown;
    private @Nullable Double shownGain;

    CandidatePanel(StudyModel model) {
        this.model = model;
        body = new ViewStates(none);
        setId("candidate-panel");
        scroll.setFitToWidth(true);
        scroll.setMinSize(0, 0);
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("optimize.candidate")), "ruled"),
                        Layout.tall(body));
    }

    void show(@Nullable StudyCandidate candidate) {
        if (candidate == null) {
            shown = null;
            body.show(none);
            return;
        }
        var gain = model.gain(candidate);
        if (candidate.equals(shown)
                && java.util.Objects.equals(gain, shownGain)
                && body.getChildren().contains(scroll)) return;
        boolean other = shown == null || !shown.id().equals(candidate.id());
        shown = candidate;
        shownGain = gain;
        build(candidate);
        body.show(scroll);
        if (other) scroll.setVvalue(0);
    }

    private void build(StudyCandidate candidate) {
        content.getChildren().setAll(summary(candidate));
        candidate
                .instructions()
                .forEach(
                        (predictor, instruction) ->
                                content.getChildren()
                                        .add(instruction(candidate, predictor, instruction)));
        if (!candidate.reason().isEmpty())
            content.getChildren()
                    .add(
                            Panels.section(
                                    Panels.sectionTitle(text("optimize.why")),
                                    Labels.prose(candidate.reason())));
        if (candidate.allDemos() > 0)
            content.getChildren()
                    .add(
                            facts(
                                    text("optimize.demos"),
                                    candidate.demos().entrySet().stream()
                                            .map(
                                                    e ->
                                                            List.of(
                                                                    e.getKey(),
                                                                    Figures.count(e.getValue())))
                                            .toList()));
        var costs = costs(candidate);
        if (!costs.isEmpty()) content.getChildren().add(facts(text("optimize.costs"), costs));
        if (!candidate.settings().isEmpty())
            content.getChildren()
                    .add(
                            facts(
                                    text("optimize.settings"),
                                    candidate.settings().properties().stream()
                                            .map(
                                                    e ->
                                                            List.of(
                                                                    e.getKey(),
                                                                    Values.line(e.getValue())))
                                            .toList()));
    }

    private VBox summary(StudyCandidate candidate) {
        var from =
                candidate.parents().isEmpty()
                        ? Shapes.word(candidate.status())
                        : text(
                                "optimize.from",
                                Shapes.word(candidate.status()),
                                candidate.parentText());
        var full = candidate.full();
        var top =
                Layout.row(
                        8,
                        new StateIcon(Shapes.of(candidate.status())),
                        Labels.title(candidate.name()),
                        Layout.wide(Labels.cut(from, "small", "muted")));
        if (full != null)
            top.getChildren().add(Layout.styled(Labels.label(Figures.score(full)), "verdict"));
        var box = new VBox(4, top);
        var gain = model.gain(candidate);
        if (gain != null)
            box.getChildren().add(Labels.prose(text("optimize.gain", Figures.gain(gain)), "muted"));
        else if (full == null && candidate.mini() != null)
            box.getChildren()
                    .add(
                            Labels.prose(
                                    text("optimize.mini_only", Figures.score(candidate.mini())),
                                    "muted"));
        return Layout.styled(box, "candidate-summary");
    }

    private Node instruction(StudyCandidate candidate, String predictor, String instruction) {
        var other = compared(candidate);
        var before = other == null ? "" : other.instructions().getOrDefault(predictor, "");
        var title = Panels.sectionTitle(text("optimize.instruction_of", predictor));
        var parent = candidate.parents().isEmpty() ? "" : candidate.parents().getFirst();
        if (!candidate.seed() && !parent.equals(StudyCandidate.SEED) && !parent.isEmpty())
            title.getChildren().add(choice(candidate, parent));
        if (other == null) return Panels.section(title, DiffView.plain(instruction));
        if (before.equals(instruction))
            return Panels.section(
                    title,
                    Labels.muted(text("optimize.same_text", other.name())),
                    DiffView.inline(before, instruction));
        return Panels.section(title, DiffView.inline(before, instruction));
    }

    /** Seed or first parent, as chosen; null for the seed itself. */
    private @Nullable StudyCandidate compared(StudyCandidate candidate) {
        if (candidate.seed()) return null;
        var seed = model.candidate(StudyCandidate.SEED);
        var parent =
                candidate.parents().isEmpty()
                        ? null
                        : model.candidate(candidate.parents().getFirst());
        return againstSeed || parent == null ? seed : parent;
    }

    private SegmentedButton choice(StudyCandidate candidate, String parent) {
        var toParent = new ToggleButton(parent);
        var toSeed = new ToggleButton(text("optimize.seed"));
        (againstSeed ? toSeed : toParent).setSelected(true);
        toParent.setOnAction(_ -> against(false, candidate));
        toSeed.setOnAction(_ -> against(true, candidate));
        return new SegmentedButton(toParent, toSeed);
    }

    private void against(boolean seed, StudyCandidate candidate) {
        againstSeed = seed;
        build(candidate);
    }

    private List<List<String>> costs(StudyCandidate candidate) {
        var facts = new java.util.ArrayList<List<String>>();
        var tokens = model.costs().tokensPerRow(candidate.id());
        if (tokens != null)
            facts.add(List.of(text("optimize.tokens_a_row"), Figures.count(Math.round(tokens))));
        var dollars = model.costs().dollarsPer1000(candidate.id());
        if (dollars != null)
            facts.add(List.of(text("optimize.dollars_per_1000"), Figures.dollars(dollars)));
        return facts;
    }

    private static VBox facts(String title, List<List<String>> facts) {
        var section = Panels.section(Panels.sectionTitle(title));
        for (var fact : facts)
            section.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Layout.wide(Labels.cut(fact.get(0), "small", "muted")),
                                    Labels.cut(fact.get(1), "mono")));
        return section;
    }
}
