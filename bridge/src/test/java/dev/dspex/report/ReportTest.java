package dev.dspex.report;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dspex.store.RunNote;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class ReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final RunNote NOTE = new RunNote(List.of("baseline"), "With the <b> new data.");
    private static final Report REPORT =
            Reports.of(RecordedRun.ID, RecordedRun.study(), NOTE, "support", NOW);

    @Test
    void comparesBeforeAndAfterRowByRow() {
        var c = Objects.requireNonNull(REPORT.comparison());
        assertThat(c.before().mean()).isEqualTo(0.4);
        assertThat(c.after().mean()).isEqualTo(0.8);
        assertThat(List.of(c.fixed(), c.lost(), c.bothRight(), c.bothWrong()))
                .containsExactly(8, 0, 8, 4);
        assertThat(c.gain()).isEqualTo(0.4);
        assertThat(c.low()).isGreaterThan(0).isLessThan(0.4);
        assertThat(REPORT.verdict().headline()).contains("rose from 0.400 to 0.800", "accepted");
        assertThat(REPORT.verdict().detail()).contains("p 0.0078", "0.250");
    }

    @Test
    void sumsCostsByNodeModelAndPhase() {
        var costs = REPORT.costs();
        assertThat(costs.total().calls()).isEqualTo(41);
        assertThat(costs.total().usd()).isCloseTo(0.041, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(costs.byPhase())
                .extracting(Report.CostLine::name)
                .containsExactly("Scored before", "Scored after");
        assertThat(costs.byPhase().stream().mapToLong(Report.CostLine::calls).sum()).isEqualTo(41);
    }

    @Test
    void showsWhatLearningChanged() {
        assertThat(REPORT.prompts()).hasSize(1);
        var change = REPORT.prompts().getFirst();
        assertThat(change.instructions())
                .extracting(Report.DiffLine::change)
                .containsExactly("removed", "added", "same");
        assertThat(change.demosAfter()).isEqualTo(4);
    }

    @Test
    void saysWhatVariablesWereAndHowMuchOfTheBudgetWasUsed() {
        var program = Objects.requireNonNull(REPORT.program());
        assertThat(program.variables())
                .containsExactly(
                        new Report.VariableLine("temp", "0.3", "0.7", ""),
                        new Report.VariableLine("style", "plain", "plain", ""));
        var search = Objects.requireNonNull(REPORT.optimization());
        assertThat(search.budget()).extracting(Report.Fact::name).contains("LM calls");
        assertThat(search.budget().getFirst().value()).contains(" of 1,000 (");
        assertThat(REPORT.caveats())
                .contains("The test rows are those of another split: the search has seen them.");
    }

    @Test
    void saysWhatTheSearchMetAndWhatItsCandidatesCost() {
        var search = Objects.requireNonNull(REPORT.optimization());
        assertThat(search.marks())
                .containsExactly(
                        new Report.Mark(
                                search.marks().getFirst().second(),
                                20,
                                "fault",
                                "worker lost: killed by signal 9"));
        assertThat(search.weighed().unit()).isEqualTo(Report.Unit.SECONDS);
        assertThat(search.weighed().candidates())
                .containsExactly(
                        new Report.Weight("c0", 0.4, null, null, 1.0, true),
                        new Report.Weight("c1", 0.35, null, null, 2.0, false),
                        new Report.Weight("c2", 0.8, null, null, 3.0, true));
        assertThat(search.importance()).isEmpty(); // of three candidates nothing is said
    }

    @Test
    void theNotesOfThePersonStandInEveryPage() throws IOException {
        assertThat(REPORT.note()).isEqualTo(new Report.Note(NOTE.tags(), NOTE.text()));
        assertThat(new String(ReportWriter.bytes(REPORT, ReportFormat.HTML), UTF_8))
                .contains("#baseline", "With the &lt;b&gt; new data.");
        assertThat(new String(ReportWriter.bytes(REPORT, ReportFormat.MD), UTF_8))
                .contains("Tags: baseline", "With the &lt;b> new data.");
        var silent = Reports.of(RecordedRun.ID, RecordedRun.study(), RunNote.NONE, "support", NOW);
        assertThat(silent.note()).isNull();
        assertThat(new String(ReportWriter.bytes(silent, ReportFormat.HTML), UTF_8))
                .doesNotContain("id=\"notes\"");
    }

    @Test
    void listsWrongRowsFirstAndIncidents() {
        var evaluation = Objects.requireNonNull(REPORT.evaluation());
        assertThat(evaluation.rows().getFirst().change()).isEqualTo("wrong");
        assertThat(REPORT.incidents())
                .singleElement()
                .extracting(Report.Incident::what)
                .asString()
                .contains("signal 9");
    }

    @Test
    void aSearchThatStartedAgainCountsOnceAndTheLossIsSaid() {
        var report = Reports.of(RecordedRun.ID, RecordedRun.searchedTwice(), NOTE, "support", NOW);
        var search = Objects.requireNonNull(report.optimization());
        var once = Objects.requireNonNull(REPORT.optimization());
        assertThat(search.trials()).isEqualTo(once.trials());
        assertThat(search.candidates()).isEqualTo(once.candidates());
        assertThat(search.weighed()).isEqualTo(once.weighed());
        assertThat(search.marks())
                .extracting(Report.Mark::text)
                .containsExactly("worker lost: signal 9", once.marks().getFirst().text());
        assertThat(report.prompts()).isEqualTo(REPORT.prompts());
        assertThat(report.incidents()).hasSize(2);
    }

    @Test
    void everyNumberComesBackFromTheJson() throws IOException {
        var json = new JsonMapper().readTree(ReportWriter.bytes(REPORT, ReportFormat.JSON));
        var rows = json.at("/evaluation/rows");
        var sum = 0.0;
        for (var row : rows) {
            sum += row.path("score").doubleValue();
        }
        assertThat(sum / rows.size()).isEqualTo(json.at("/comparison/after/mean").doubleValue());
        var html = new String(ReportWriter.bytes(REPORT, ReportFormat.HTML), UTF_8);
        for (var trial : json.at("/optimization/trials")) {
            assertThat(html).contains(Numbers.score(trial.path("score").doubleValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void twiceTheSameBytes(ReportFormat format) throws IOException {
        var again = Reports.of(RecordedRun.ID, RecordedRun.study(), NOTE, "support", NOW);
        assertThat(ReportWriter.bytes(again, format)).isEqualTo(ReportWriter.bytes(REPORT, format));
    }

    @ParameterizedTest
    @EnumSource(value = ReportFormat.class, names = "PDF", mode = EnumSource.Mode.EXCLUDE)
    void onlyTheTimeOfExportDiffers(ReportFormat format) throws IOException {
        var later =
                Reports.of(
                        RecordedRun.ID, RecordedRun.study(), NOTE, "support", NOW.plusSeconds(61));
        var first = new String(ReportWriter.bytes(REPORT, format), UTF_8);
        var second = new String(ReportWriter.bytes(later, format), UTF_8);
        assertThat(second.replace("2026-11-23T10:01:01Z", "2026-11-23T10:00:00Z")).isEqualTo(first);
    }

    @Test
    void pageAsksNobodyForAnything() throws IOException {
        var html = new String(ReportWriter.bytes(REPORT, ReportFormat.HTML), UTF_8);
        var outside =
                Pattern.compile("(?i)(src|href)\\s*=\\s*\"(?!#)[^\"]+\"|url\\(|@import")
                        .matcher(html);
        assertThat(outside.find()).isFalse();
        assertThat(html)
                .contains("Classify &lt;it&gt;")
                .doesNotContain("Classify <it>")
                .doesNotContain("<b>");
        assertThat(html.split("<svg").length - 1).isEqualTo(6);
    }

    @Test
    void paperHasItsTextAndFonts() throws IOException {
        try (var pdf = Loader.loadPDF(ReportWriter.bytes(REPORT, ReportFormat.PDF))) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("rose from 0.400 to 0.800", "MIPROv2", "Reproduce");
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    @Test
    void spreadsheetsGetNoFormula() throws IOException {
        var csv = new String(ReportWriter.bytes(REPORT, ReportFormat.CSV), UTF_8);
        assertThat(csv).contains("'=1+1").doesNotContain(",=1+1").doesNotContain(",\"=1+1");
        assertThat(csv.lines()).hasSize(21);
    }

    @Test
    void pipelinesSeeFailures() throws Exception {
        var bytes = ReportWriter.bytes(REPORT, ReportFormat.JUNIT);
        var document =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(bytes));
        var suite = document.getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("20");
        assertThat(suite.getAttribute("failures")).isEqualTo("4");
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(4);
    }

    @Test
    void writesTheFilesAskedFor(@TempDir Path folder) throws IOException {
        var files =
                ReportWriter.write(
                        REPORT, List.of(ReportFormat.values()), folder.resolve("deep/er"));
        assertThat(files).hasSize(6).allSatisfy(file -> assertThat(Files.size(file)).isPositive());
        var keep = System.getProperty("dspex.report.keep");
        if (keep != null) {
            ReportWriter.write(REPORT, List.of(ReportFormat.values()), Path.of(keep));
        }
    }
}
