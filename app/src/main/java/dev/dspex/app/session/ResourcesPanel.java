package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.orchestration.Strategy;

import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a session has used of what it may, how fast it goes, and the rules it follows. */
final class ResourcesPanel extends VBox {
    private static final List<String> SIGHTS =
            List.of("drop", "degrading", "unstable", "improving", "steady_again");

    private final LiveSessionModel model;
    private final VBox gauges = new VBox();
    private final VBox pace = Panels.section();
    private final VBox strategy = Panels.section();

    ResourcesPanel(LiveSessionModel model) {
        this.model = model;
        setId("session-resources");
        var rules = Panels.section(Panels.sectionTitle(text("session.rules")));
        for (var sight : SIGHTS)
            rules.getChildren()
                    .add(
                            Labels.prose(
                                    SessionWords.sight(sight) + ": " + text("session.why." + sight),
                                    "small"));
        getChildren().addAll(gauges, pace, strategy, rules);
    }

    void refresh() {
        var rows = new ArrayList<Node>();
        long done = model.tasks().size();
        rows.add(
                gauge(
                        text("session.use.tasks"),
                        Figures.count(done),
                        model.total() > 0 ? Figures.count(model.total()) : null,
                        model.total() > 0 ? (double) done / model.total() : -1,
                        text("session.use.failed", Figures.count(model.failed()))));
        var budget = model.budget();
        long calls = budget == null ? 0 : budget.calls();
        var cap = model.request().path("cap").path("calls");
        rows.add(
                gauge(
                        text("session.use.calls"),
                        Figures.count(calls),
                        cap.isNumber() ? Figures.count(cap.asLong()) : null,
                        cap.isNumber() ? calls / cap.asDouble() : -1,
                        cap.isNumber() ? "" : text("session.use.nocap")));
        if (budget != null) {
            long tokens = budget.promptTokens() + budget.completionTokens();
            var usd = budget.usd();
            rows.add(
                    gauge(
                            text("session.use.tokens"),
                            Figures.large(tokens),
                            null,
                            -1,
                            usd == null
                                    ? text("session.use.noprice")
                                    : text("session.use.usd", Figures.dollars(usd))));
        }
        var way = model.way();
        int workers = model.request().path("workers").asInt(0);
        if (workers > 0)
            rows.add(
                    gauge(
                            text("session.use.parallel"),
                            String.valueOf(way.parallel()),
                            String.valueOf(workers),
                            (double) way.parallel() / workers,
                            ""));
        gauges.getChildren().setAll(rows);
        pace();
        strategy();
    }

    private void pace() {
        var way = model.way();
        pace.getChildren().setAll(Panels.sectionTitle(text("session.pace")));
        figure(pace, text("session.pace.rate"), String.format(Locale.ROOT, "%.0f", model.pace()));
        figure(pace, text("session.pace.interval"), Math.round(way.interval() * 1000) + " ms");
        figure(pace, text("session.pace.cooldown"), seconds("cool_down"));
        figure(pace, text("session.pace.temperature"), SessionWords.factor(way.temperature()));
        figure(
                pace,
                text("session.pace.search"),
                text(way.frozen() ? "session.pace.frozen" : "session.pace.free"));
        figure(
                pace,
                text(model.running() ? "session.pace.goes" : "session.pace.took"),
                Figures.seconds(model.seconds()));
    }

    private String seconds(String field) {
        var told = model.request().path(field);
        return told.isNumber() ? Figures.seconds(told.asDouble()) : "";
    }

    private void strategy() {
        var way = model.way();
        strategy.getChildren().setAll(Panels.sectionTitle(text("session.chooses")));
        figure(strategy, text("session.strategy"), way.strategy());
        Arrays.stream(Strategy.values())
                .filter(one -> one.key().equals(way.strategy()))
                .forEach(
                        one ->
                                strategy.getChildren()
                                        .add(
                                                Labels.prose(
                                                        SessionWords.strategyHelp(one),
                                                        "small",
                                                        "muted")));
        if (!way.locked().isEmpty()) figure(strategy, text("session.chooses.locked"), way.locked());
        if (!way.benched().isEmpty())
            figure(strategy, text("session.card.benched"), String.join(", ", way.benched()));
    }

    private static void figure(VBox section, String name, String value) {
        var right = Labels.mono(value);
        right.setMinWidth(0);
        section.getChildren().add(Layout.row(8, Layout.wide(Labels.muted(name)), right));
    }

    /**
     * @param limit null where there is none
     * @param share below 0 for no bar
     */
    private static Node gauge(
            String name, String used, @Nullable String limit, double share, String below) {
        var right = Layout.row(4, Labels.mono(used, "strong"));
        if (limit != null)
            right.getChildren().add(Labels.label(text("session.use.of", limit), "small", "muted"));
        var gauge = Panels.section(Layout.row(8, Layout.wide(Labels.muted(name)), right));
        if (share >= 0) {
            var bar = new ProgressBar(Math.min(1, share));
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setAccessibleText(name + ": " + used + (limit == null ? "" : " / " + limit));
            gauge.getChildren().add(bar);
        }
        if (!below.isEmpty()) gauge.getChildren().add(Labels.muted(below));
        return gauge;
    }
}
