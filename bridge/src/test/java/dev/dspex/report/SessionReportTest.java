package dev.dspex.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunNote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class SessionReportTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Stamped> events = new ArrayList<>();

    private void add(RunEvent event) {
        events.add(new Stamped("r-1", events.size() + 1, 1000.0 * events.size(), 0, null, event));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private void task(int number, String arm, double score) {
        add(
                new SessionEvent.Task(
                        number,
                        number - 1,
                        number,
                        "1",
                        "any",
                        Map.of(arm, .5),
                        "Thompson sampling",
                        Map.of(arm, new SessionEvent.Answer(score, .001, .5, null)),
                        arm,
                        score,
                        json(
                                "{'direction':'degrading','n':30,'slope':-0.01,'p':0.002,'spread':0.1}")));
    }

    private Report report() {
        add(
                new RunEvent.RunQueued(
                        "session",
                        "answering",
                        json("{'strategy':'adaptive_learning','arms':[{'name':'Predict'}]}")));
        for (int i = 1; i <= 4; i++) task(i, "Predict", i % 2);
        add(
                new RunEvent.Decision(
                        json(
                                "{'sight':'degrading','p':0.002,'slope':-0.01,'n':30,'spread':0.1,"
                                        + "'number':1}"),
                        json(
                                "{'module':'ReAct','before':{'strategy':'adaptive_learning'},"
                                        + "'after':{'strategy':'resource_conserving'}}"),
                        json("{'modules':{'Predict':0.4},'held_back':[]}"),
                        "Scores fall."));
        task(5, "ReAct", 1);
        add(
                new RunEvent.RunFinished(
                        RunStatus.FINISHED, null, 6, json("{'score':0.6,'metric':'exact'}")));
        return Reports.of("r-1", events, RunNote.NONE, "p", Instant.EPOCH);
    }

    @Test
    void aSessionIsReportedWithItsModulesDecisionsAndStrategies(@TempDir Path folder)
            throws Exception {
        Report report = report();
        Report.Session session = Objects.requireNonNull(report.session());
        assertThat(session.tasks()).isEqualTo(5);
        assertThat(session.score()).isEqualTo(.6);
        assertThat(session.arms())
                .extracting(Report.ArmLine::name, Report.ArmLine::tasks, Report.ArmLine::share)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Predict", 4, .8),
                        org.assertj.core.groups.Tuple.tuple("ReAct", 1, .2));
        assertThat(session.strategies())
                .extracting(Report.StrategyLine::task, Report.StrategyLine::strategy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, "adaptive_learning"),
                        org.assertj.core.groups.Tuple.tuple(4, "resource_conserving"));
        assertThat(session.decisions())
                .singleElement()
                .satisfies(
                        decision -> {
                            assertThat(decision.statistics()).contains("p 0.0020", "n 30");
                            assertThat(decision.chosen()).contains("now ReAct");
                            assertThat(decision.rejected()).isEqualTo("Predict 0.400");
                        });
        assertThat(report.verdict().headline()).contains("0.600", "5 tasks", "1 decision.");
        var formats = List.of(ReportFormat.HTML, ReportFormat.MD, ReportFormat.JSON);
        for (Path file : ReportWriter.write(report, formats, folder)) {
            assertThat(Files.readString(file))
                    .contains("Scores fall.", "ReAct", "resource", "conserving");
        }
    }
}
