package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Legend;
import dev.dspex.app.chart.LegendKey;
import dev.dspex.app.kit.EmptyState;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who came from whom, as large as it is. */
final class LineageTab implements ViewTabs.Tab {
    private final StudyModel model;
    private final LineageView lineage;
    private final ScrollPane scroll;
    private final Node legend =
            Legend.of(
                    List.of(
                            LegendKey.step(text("optimize.to_best")),
                            LegendKey.merge(text("optimize.merge"))));
    private final EmptyState none =
            new EmptyState(
                    "source-branch",
                    text("optimize.no_candidates"),
                    text("optimize.no_candidates.todo"));

    LineageTab(StudyModel model, Consumer<String> chosen) {
        this.model = model;
        lineage = new LineageView(model, chosen);
        scroll = new ScrollPane(lineage);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setMinSize(0, 0);
        scroll.setHvalue(0.5); // the seed stands in the middle
    }

    void select(String id) {
        lineage.select(id);
    }

    @Override
    public Region body() {
        return scroll;
    }

    @Override
    public List<Node> controls() {
        return List.of(legend);
    }

    @Override
    public Supplier<Runnable> look() {
        return lineage.look();
    }

    @Override
    public @Nullable Node empty() {
        return model.candidates().isEmpty() ? none : null;
    }
}
