package dev.dspex.report;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateNumberModel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The pages that people read, from templates: HTML for the screen and for paper, and Markdown. */
final class PageWriter {
    private static final int SHOWN_ROWS = 200;
    private static final Configuration TEMPLATES = templates();

    private PageWriter() {}

    static byte[] screen(Report report) throws IOException {
        return page(report, "report.ftlh", false).getBytes(StandardCharsets.UTF_8);
    }

    /** The page that the PDF is made of: plain CSS, no script, no navigation, no time of export. */
    static String paper(Report report) throws IOException {
        return page(report, "report.ftlh", true);
    }

    static byte[] markdown(Report report) throws IOException {
        return page(report, "report.ftl", false).getBytes(StandardCharsets.UTF_8);
    }

    private static String page(Report report, String name, boolean paper) throws IOException {
        var out = new StringWriter();
        try {
            Template template = TEMPLATES.getTemplate(name);
            template.process(model(report, paper), out);
        } catch (TemplateException e) {
            throw new IOException("The report template failed", e);
        }
        return out.toString();
    }

    private static Map<String, Object> model(Report report, boolean paper)
            throws IOException, TemplateException {
        var model = new HashMap<String, Object>();
        var contents = Contents.of(report);
        model.put("report", report);
        model.put("paper", paper);
        model.put("css", resource(paper ? "paper.css" : "screen.css"));
        model.put("contents", contents);
        model.put("index", Contents.index(contents));
        model.put("kindName", Contents.kindName(report));
        model.put("shape", Contents.shape(report));
        model.put("cards", Contents.cards(report));
        model.put("buckets", Contents.buckets(report));
        model.put("bucketChart", BucketChart.of(report.comparison()));
        var search = report.optimization();
        model.put(
                "searchChart",
                search == null ? "" : SearchChart.of(search.trials(), search.marks()));
        model.put(
                "lineage",
                search == null ? "" : LineageChart.of(search.candidates(), search.best()));
        model.put("weighedChart", search == null ? "" : WeighedChart.of(search.weighed()));
        model.put("weighedUnit", search == null ? "" : WeighedChart.name(search.weighed().unit()));
        model.put("influenceChart", search == null ? "" : InfluenceChart.of(search.importance()));
        model.put("sessionChart", SessionChart.of(report.session()));
        model.put("shownRows", SHOWN_ROWS);
        model.put("score", number(Numbers::score));
        model.put("seconds", number(Numbers::seconds));
        model.put("usd", number(Numbers::usd));
        model.put("p", number(n -> n == null ? "" : Numbers.p(n)));
        model.put("percent", number(n -> n == null ? "" : InfluenceChart.percent(n)));
        model.put("signed", number(n -> n == null ? "" : Numbers.gain(n)));
        model.put("count", number(n -> n == null ? "" : Numbers.count(Math.round(n))));
        model.put(
                "md",
                (TemplateMethodModelEx)
                        arguments -> markdownText(String.valueOf(arguments.getFirst())));
        return model;
    }

    private static TemplateMethodModelEx number(Function<@Nullable Double, String> text) {
        return arguments -> {
            var first = arguments.getFirst();
            return text.apply(
                    first instanceof TemplateNumberModel n ? n.getAsNumber().doubleValue() : null);
        };
    }

    private static String markdownText(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\r", "")
                .replace("\n", "<br>")
                .replaceAll("([*_`\\[\\]])", "\\\\$1");
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(PageWriter.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Configuration templates() {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(PageWriter.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("0.######");
        return configuration;
    }
}
