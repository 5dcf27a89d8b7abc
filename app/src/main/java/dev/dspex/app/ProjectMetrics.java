package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.dataset.Metrics;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.event.RunError;
import dev.dspex.project.MetricText;
import dev.dspex.project.Opened;
import dev.dspex.project.Project;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;
import dev.dspex.run.LastAnswers;
import dev.dspex.run.Queries;
import dev.dspex.run.Rows;

import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The metrics of an open project: tried by a worker, and set. JavaFX thread only. */
final class ProjectMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectMetrics.class);

    /** A function of two arguments or more that is no part of a class. */
    private static final Pattern FUNCTION =
            Pattern.compile("^(?:async )?def ([A-Za-z]\\w*)\\([^),]+,", Pattern.MULTILINE);

    private final OpenProject project;
    private final Supplier<@Nullable ProjectSession> session;
    private final Engine engine;
    private final Background background;
    private final DataEditors.Effects effects;

    ProjectMetrics(
            OpenProject project,
            Supplier<@Nullable ProjectSession> session,
            Engine engine,
            Background background,
            DataEditors.Effects effects) {
        this.project = project;
        this.session = session;
        this.engine = engine;
        this.background = background;
        this.effects = effects;
    }

    @Override
    public String metric() {
        return project.project().file().metric();
    }

    @Override
    public List<String> lms() {
        var open = session.get();
        return open == null ? List.of() : open.starts().lms();
    }

    @Override
    public List<String> functions() {
        var functions = new ArrayList<String>();
        for (var file : project.code()) {
            var found = FUNCTION.matcher(source(file));
            while (found.find()) functions.add(path(file) + ":" + found.group(1));
        }
        return functions;
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            LOG.warn("{} offers no metrics", file, e);
            return "";
        }
    }

    private String path(Path file) {
        return project.folder().relativize(file).toString().replace('\\', '/');
    }

    @Override
    public ObservableValue<Boolean> ready() {
        return engine.readyProperty();
    }

    @Override
    public Map<String, LastAnswers.Answer> answers(List<Rows.Row> rows) {
        var open = session.get();
        var program = project.mainProgram().orElse(null);
        return open == null || program == null
                ? Map.of()
                : new LastAnswers(open.runs().store()).of(project.main(), program, rows);
    }

    @Override
    public void score(
            String metric,
            List<Rows.Row> rows,
            Map<String, ObjectNode> outputs,
            Consumer<Queries.Answer> done) {
        var open = session.get();
        if (open == null) return;
        var program = project.mainProgram().orElseThrow();
        var code =
                MetricText.code(metric).isEmpty()
                        ? List.<String>of()
                        : Project.code(program, metric);
        open.trusting().ask(code, _ -> score(open, metric, rows, outputs, done));
    }

    /** Where the code may not run, the answer says so. */
    private void score(
            ProjectSession open,
            String metric,
            List<Rows.Row> rows,
            Map<String, ObjectNode> outputs,
            Consumer<Queries.Answer> done) {
        background.run(
                () -> {
                    var setup = open.starts().setup(MetricText.lm(metric).stream().toList());
                    return engine.queries().score(setup, metric, rows, outputs);
                },
                done,
                error -> {
                    LOG.warn("{} not tried", metric, error);
                    done.accept(
                            new Queries.Answer.Failed(
                                    RunError.of(
                                            "not_tried",
                                            String.valueOf(error.getMessage()),
                                            "",
                                            String.valueOf(error))));
                });
    }

    @Override
    public void use(String metric) {
        if (effects.running().getAsBoolean()) {
            effects.notices()
                    .accept(
                            Notice.warning(
                                    text("workbench.split.running"),
                                    text("workbench.split.running.help")));
            return;
        }
        var before = metric();
        background.run(
                () -> {
                    file().withMetric(metric).write(project.folder());
                    return metric;
                },
                _ -> {
                    effects.reopen().accept(project.folder());
                    effects.notices()
                            .accept(
                                    Notice.ok(text("workbench.metric.done", metric))
                                            .with(text("workbench.split.undo"), () -> use(before)));
                },
                error -> {
                    LOG.warn("metric of {} not changed", project.folder(), error);
                    effects.notices()
                            .accept(
                                    Notice.error(
                                            text("workbench.metric.failed"),
                                            String.valueOf(error.getMessage())));
                });
    }

    /** Read anew: what else was set meanwhile stays. */
    private ProjectFile file() throws IOException {
        return switch (Projects.open(project.folder())) {
            case Opened.Ok ok -> ok.project().file();
            case Opened.Bad(var problems) -> throw new IOException(problems.getFirst().text());
        };
    }

    @Override
    public void open(String file) {
        effects.open().accept("code:" + file);
    }
}
