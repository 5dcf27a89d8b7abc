package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The table of candidates with its filter. */
final class CandidatesView implements ViewTabs.Tab {
    private final StudyModel model;
    private final CandidateTable table;
    private final Label count = Labels.muted("");
    private final TextField filter = Fields.search(text("optimize.filter"), null);

    /**
     * @param branch starts a new study from a candidate
     */
    CandidatesView(StudyModel model, Consumer<String> chosen, Consumer<String> branch) {
        this.model = model;
        table = new CandidateTable(model, chosen);
        table.branching(branch);
        filter.setId("candidate-filter");
        filter.getStyleClass().addAll("low", "small");
        Layout.width(filter, 176);
        filter.textProperty().subscribe(this::filter);
        table.setPlaceholder(
                new EmptyState(
                        "source-branch",
                        text("optimize.no_candidates"),
                        text("optimize.no_candidates.todo")));
        count.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void filter(String typed) {
        table.filter(typed);
        count();
    }

    /** Lists these candidates only; all where the set is empty. */
    void only(Set<String> ids) {
        table.only(ids);
        count();
    }

    void select(String id) {
        table.select(id);
    }

    @Override
    public Region body() {
        return table;
    }

    @Override
    public List<Node> controls() {
        return List.of(count, filter);
    }

    @Override
    public Supplier<Runnable> look() {
        var work = table.look();
        return () -> {
            var show = work.get();
            return () -> {
                show.run();
                count();
            };
        };
    }

    private void count() {
        int all = model.candidates().size();
        int listed = table.getItems().size();
        count.setText(
                listed == all
                        ? Figures.count(all)
                        : text("optimize.of", Figures.count(listed), Figures.count(all)));
    }
}
