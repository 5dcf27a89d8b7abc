package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.project.MetricText;
import dev.dspex.project.ProjectDocument;
import dev.dspex.project.ProjectFile;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the project runs its programs with. Each edit is a step of undo of the project. */
final class ProjectPart implements Part, Steps {
    private final ProjectDocument settings;
    private final Surroundings around;
    private final ValueField description;
    private final Choice<String> lm;
    private final Choice<String> adapter;
    private final ValueField metric;
    private final ValueField seed;
    private final VBox region;

    ProjectPart(Surroundings around) {
        this.around = around;
        settings = around.settings();
        description =
                new ValueField(
                        Rows.area(text("inspector.project.description"), 3),
                        this,
                        words -> edit("description", file -> file.withDescription(words)));
        lm =
                Choice.texts(
                        text("inspector.project.lm"),
                        alias -> alias,
                        alias -> edit("lm", file -> file.withLm(alias)));
        adapter =
                Choice.texts(
                        text("inspector.project.adapter"),
                        name -> name,
                        name -> edit("adapter", file -> file.withAdapter(name)));
        metric =
                new ValueField(
                        Rows.mono(text("inspector.project.metric")),
                        this,
                        ProjectPart::badMetric,
                        String::strip,
                        words -> edit("metric", file -> file.withMetric(words.strip())));
        seed =
                new ValueField(
                        Rows.mono(text("inspector.project.seed")),
                        this,
                        ProjectPart::badSeed,
                        String::strip,
                        words ->
                                edit("seed", file -> file.withSeed(Long.parseLong(words.strip()))));
        description.field().setId("project-description");
        lm.setId("project-lm");
        adapter.setId("project-adapter");
        metric.field().setId("project-metric");
        seed.field().setId("project-seed");
        region = Panels.section(Panels.sectionTitle(text("inspector.project")));
        region.getChildren()
                .addAll(
                        Rows.named(text("inspector.project.description"), description),
                        Rows.named(text("inspector.project.lm"), lm),
                        Rows.named(text("inspector.project.adapter"), adapter),
                        Rows.named(text("inspector.project.metric"), metric),
                        Rows.named(text("inspector.project.seed"), seed));
        for (var fact : around.facts())
            region.getChildren()
                    .add(Rows.named(fact.name(), Layout.wide(Labels.cut(fact.value(), "mono"))));
        refresh();
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void refresh() {
        var now = settings.now();
        description.show(now.description());
        var aliases = new ArrayList<>(around.lms());
        if (!aliases.contains(now.lm())) aliases.addFirst(now.lm());
        lm.show(aliases, now.lm());
        adapter.show(ProjectFile.ADAPTERS, now.adapter());
        metric.show(now.metric());
        seed.show(String.valueOf(now.seed()));
    }

    @Override
    public void undo() {
        settings.undo();
    }

    @Override
    public void redo() {
        settings.redo();
    }

    @Override
    public void seal() {
        settings.seal();
    }

    private void edit(String what, UnaryOperator<ProjectFile> edit) {
        settings.apply(what, what, edit);
    }

    private static Optional<String> badMetric(String words) {
        return MetricText.isMetric(words.strip())
                ? Optional.empty()
                : Optional.of(text("inspector.project.metric.bad"));
    }

    private static Optional<String> badSeed(String words) {
        try {
            Long.parseLong(words.strip());
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(text("inspector.project.seed.bad"));
        }
    }
}
