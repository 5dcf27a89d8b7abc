package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Tips;
import dev.dspex.optimize.Importance;

import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/** Which variables matter: the share of the variance of the score that each explains. */
final class ImportanceView implements ViewTabs.Tab {
    private final StudyModel model;
    private final GridPane grid = new GridPane();
    private final ScrollPane scroll;
    private final EmptyState none =
            new EmptyState(
                    "chart-bar",
                    text("optimize.importance.none"),
                    text("optimize.importance.none.todo", Figures.count(Importance.LEAST)));
    private List<Importance.Share> shares = List.of();

    ImportanceView(StudyModel model) {
        this.model = model;
        grid.setHgap(12);
        grid.setVgap(8);
        grid.setId("importance");
        var method = Labels.prose(text("optimize.importance.method"), "small", "muted");
        var page = Layout.padded(new VBox(16, grid, method), 12);
        scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setMinSize(0, 0);
    }

    @Override
    public Region body() {
        return scroll;
    }

    @Override
    public Supplier<Runnable> look() {
        var space = model.space();
        return () -> {
            var now = space.get().shares();
            return () -> show(now);
        };
    }

    private void show(List<Importance.Share> now) {
        if (now.equals(shares) && !grid.getChildren().isEmpty()) return;
        shares = now;
        grid.getChildren().clear();
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            var name = Layout.styled(Labels.cut(share.variable(), "mono"), "small");
            name.setMaxWidth(150);
            var bar = new ProgressBar(share.omega());
            bar.getStyleClass().add("importance-bar");
            bar.setAccessibleText(words(share));
            bar.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(bar, javafx.scene.layout.Priority.ALWAYS);
            Tips.install(bar, () -> words(share) + " " + text("optimize.importance.method"));
            var value = Labels.mono(Figures.percent(share.omega()));
            value.setMinWidth(Region.USE_PREF_SIZE);
            var slope = Labels.muted(slope(share));
            slope.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(i, name, bar, value, slope);
        }
    }

    private static String words(Importance.Share share) {
        return text("optimize.importance.share", share.variable(), Figures.percent(share.omega()));
    }

    /** Only where it says something: more is better, or less is. */
    private static String slope(Importance.Share share) {
        if (!(Math.abs(share.slope()) >= 0.2)) return "";
        return text(
                share.slope() > 0 ? "optimize.importance.up" : "optimize.importance.down",
                Figures.gain(share.slope()));
    }

    @Override
    public @Nullable Node empty() {
        return shares.isEmpty() ? none : null;
    }

    @Override
    public Supplier<ChartTable> table() {
        var shown = shares;
        return () -> table(shown);
    }

    private static ChartTable table(List<Importance.Share> shown) {
        return new ChartTable(
                List.of(
                        text("optimize.variable"),
                        text("optimize.importance.omega"),
                        text("optimize.importance.spearman")),
                shown.stream()
                        .map(
                                s ->
                                        List.of(
                                                s.variable(),
                                                Figures.score(s.omega()),
                                                Double.isNaN(s.slope())
                                                        ? ""
                                                        : Figures.gain(s.slope())))
                        .toList());
    }
}
