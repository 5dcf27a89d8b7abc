package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.DiffView;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.ViewStates;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One candidate: its score, what it changes against its parent or the seed, which rows it fixed and
 * lost, why it was tried, and what is sent to the LM.
 */
final class CandidatePanel extends VBox {
    /** What is built; it is built anew when one of these has changed. */
    private record Shown(
            StudyCandidate candidate,
            @Nullable Double gain,
            @Nullable StudyCandidate against,
            int rows,
            int rowsAgainst,
            String row) {}

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
    private String row = "";
    private @Nullable Shown shown;

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
            row = "";
            body.show(none);
            return;
        }
        var before = shown;
        boolean other = before == null || !before.candidate.id().equals(candidate.id());
        if (other && before != null && before.row.equals(row)) row = "";
        var against = compared(candidate);
        var now =
                new Shown(
                        candidate,
                        model.gain(candidate),
                        against,
                        model.scores().count(candidate.id()),
                        against == null ? 0 : model.scores().count(against.id()),
                        row);
        if (now.equals(before) && body.getChildren().contains(scroll)) return;
        shown = now;
        build(candidate, against);
        body.show(scroll);
        if (other) scroll.setVvalue(0);
    }

    /** Opens a row of a candidate; the candidate is shown next. */
    void openRow(String id) {
        row = id;
    }

    private void build(StudyCandidate candidate, @Nullable StudyCandidate against) {
        content.getChildren().setAll(CandidateFacts.summary(model, candidate, choice(candidate)));
        candidate
                .instructions()
                .forEach(
                        (predictor, instruction) ->
                                content.getChildren()
                                        .add(instruction(against, predictor, instruction)));
        if (!candidate.reason().isEmpty())
            content.getChildren()
                    .add(
                            Panels.section(
                                    Panels.sectionTitle(text("optimize.why")),
                                    Labels.prose(candidate.reason())));
        content.getChildren().addAll(reflections(candidate));
        content.getChildren().addAll(CandidateFacts.sections(model, candidate, against));
        if (against != null && model.scores().changes(against.id(), candidate.id()).all() > 0)
            content.getChildren()
                    .add(new RowsSection(model.scores(), against.id(), candidate.id(), row));
        var prompts = model.writings().prompts(candidate.id());
        if (!prompts.isEmpty()) content.getChildren().add(PromptText.sections(prompts));
    }

    private static Node instruction(
            @Nullable StudyCandidate other, String predictor, String instruction) {
        var title = Panels.sectionTitle(text("optimize.instruction_of", predictor));
        if (other == null) return Panels.section(title, DiffView.plain(instruction));
        var before = other.instructions().getOrDefault(predictor, "");
        if (before.equals(instruction))
            return Panels.section(
                    title,
                    Labels.muted(text("optimize.same_text", other.name())),
                    DiffView.inline(before, instruction));
        return Panels.section(title, DiffView.inline(before, instruction));
    }

    /** Where an LM wrote its instructions: what it was asked and what it answered. */
    private List<VBox> reflections(StudyCandidate candidate) {
        if (candidate.seed()) return List.of();
        return candidate.instructions().entrySet().stream()
                .flatMap(
                        e ->
                                model.writings().of(e.getValue()).stream()
                                        .map(
                                                written ->
                                                        Fold.section(
                                                                text(
                                                                        "optimize.reflection",
                                                                        e.getKey()),
                                                                "show-reflection",
                                                                () -> PromptText.of(written))))
                .toList();
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

    /** Parent or seed; null where there is nothing to choose. */
    private @Nullable Node choice(StudyCandidate candidate) {
        var parent = candidate.parents().isEmpty() ? "" : candidate.parents().getFirst();
        if (candidate.seed() || parent.isEmpty() || parent.equals(StudyCandidate.SEED)) return null;
        return CandidateFacts.choice(
                parent,
                againstSeed,
                seed -> {
                    againstSeed = seed;
                    show(candidate);
                });
    }
}
