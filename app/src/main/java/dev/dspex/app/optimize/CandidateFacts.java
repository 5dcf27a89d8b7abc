package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is short to say of a candidate: score, gain, demonstrations, costs, values. */
final class CandidateFacts {
    private CandidateFacts() {}

    /**
     * @param choice stands below the score, null for none
     */
    static VBox summary(StudyModel model, StudyCandidate candidate, @Nullable Node choice) {
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
        if (choice != null)
            box.getChildren().add(Layout.row(8, Labels.muted(text("optimize.compared")), choice));
        return Layout.styled(box, "candidate-summary");
    }

    static SegmentedButton choice(String parent, boolean seed, Consumer<Boolean> againstSeed) {
        var toParent = new ToggleButton(parent);
        var toSeed = new ToggleButton(text("optimize.seed"));
        toParent.setId("against-parent");
        toSeed.setId("against-seed");
        (seed ? toSeed : toParent).setSelected(true);
        toParent.setOnAction(_ -> againstSeed.accept(false));
        toSeed.setOnAction(_ -> againstSeed.accept(true));
        return new SegmentedButton(toParent, toSeed);
    }

    static List<VBox> sections(
            StudyModel model, StudyCandidate candidate, @Nullable StudyCandidate against) {
        var sections = new ArrayList<VBox>();
        if (candidate.allDemos() > 0)
            sections.add(
                    facts(
                            text("optimize.demos"),
                            candidate.demos().entrySet().stream()
                                    .map(e -> List.of(e.getKey(), Figures.count(e.getValue())))
                                    .toList()));
        if (!candidate.settings().isEmpty())
            sections.add(facts(text("optimize.settings"), settings(candidate, against)));
        var costs = costs(model, candidate);
        if (!costs.isEmpty()) sections.add(facts(text("optimize.costs"), costs));
        return sections;
    }

    private static List<List<String>> settings(
            StudyCandidate candidate, @Nullable StudyCandidate against) {
        return candidate.settings().properties().stream()
                .map(e -> List.of(e.getKey(), setting(e.getKey(), e.getValue(), against)))
                .toList();
    }

    private static String setting(String name, JsonNode value, @Nullable StudyCandidate against) {
        var now = SettingText.of(value);
        var before = against == null ? null : against.settings().get(name);
        if (before == null || before.equals(value)) return now;
        return text("optimize.was", now, SettingText.of(before));
    }

    private static List<List<String>> costs(StudyModel model, StudyCandidate candidate) {
        var facts = new ArrayList<List<String>>();
        var costs = model.costs();
        var tokens = costs.tokensPerRow(candidate.id());
        if (tokens != null)
            facts.add(List.of(text("optimize.tokens_a_row"), Figures.count(Math.round(tokens))));
        var dollars = costs.dollarsPer1000(candidate.id());
        if (dollars != null)
            facts.add(List.of(text("optimize.dollars_per_1000"), Figures.dollars(dollars)));
        var seconds = costs.secondsPerRow(candidate.id());
        if (seconds != null)
            facts.add(List.of(text("optimize.seconds_a_row"), Figures.seconds(seconds)));
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
