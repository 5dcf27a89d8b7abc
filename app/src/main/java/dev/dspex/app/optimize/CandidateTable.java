package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.event.RunEvent.CandidateStatus;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** All candidates, the newest first, sortable and filtered by status or text. */
final class CandidateTable extends TableView<StudyCandidate> {
    private final StudyModel model;
    private final TableColumn<StudyCandidate, StudyCandidate> mini =
            words(
                    text("optimize.column.mini"),
                    62,
                    c -> score(c.mini()),
                    Comparator.comparing(c -> Objects.requireNonNullElse(c.mini(), -1.0)),
                    "num",
                    "muted");
    private final TableColumn<StudyCandidate, StudyCandidate> demos =
            words(
                    text("optimize.column.demos"),
                    66,
                    c -> c.allDemos() == 0 ? "" : Figures.count(c.allDemos()),
                    Comparator.comparingInt(StudyCandidate::allDemos),
                    "num");
    private String filter = "";
    private Set<String> only = Set.of();
    private boolean updating;

    CandidateTable(StudyModel model, Consumer<String> selected) {
        this.model = model;
        setId("candidates");
        setAccessibleText(text("optimize.candidates"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_NEXT_COLUMN);
        getColumns()
                .add(
                        words(
                                text("optimize.column.id"),
                                54,
                                StudyCandidate::name,
                                Comparator.comparingInt(StudyCandidate::order),
                                "mono",
                                "first"));
        getColumns().add(status());
        getColumns()
                .add(
                        words(
                                text("optimize.column.parent"),
                                92,
                                StudyCandidate::parentText,
                                Comparator.comparing(StudyCandidate::parentText),
                                "mono",
                                "muted"));
        getColumns()
                .add(
                        words(
                                text("optimize.column.reason"),
                                230,
                                StudyCandidate::reason,
                                Comparator.comparing(StudyCandidate::reason)));
        getColumns()
                .add(
                        words(
                                text("optimize.column.full"),
                                58,
                                c -> score(c.full()),
                                Comparator.comparing(
                                        c -> Objects.requireNonNullElse(c.full(), -1.0)),
                                "num"));
        getColumns()
                .add(
                        words(
                                text("optimize.column.gain"),
                                64,
                                c -> gain(model, c),
                                Comparator.comparing(
                                        c -> Objects.requireNonNullElse(c.full(), -1.0)),
                                "num",
                                "gain"));
        mini.setVisible(false);
        demos.setVisible(false);
        getColumns().addAll(List.of(mini, demos));
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        item -> {
                            if (item != null && !updating) selected.accept(item.id());
                        });
    }

    /** Offers to start a new study from the candidate that is selected. */
    void branching(Consumer<String> branch) {
        var item = new MenuItem(text("optimize.branch"), Icons.icon("source-branch"));
        item.setId("candidate-branch");
        item.setOnAction(
                _ -> {
                    var selected = getSelectionModel().getSelectedItem();
                    if (selected != null) branch.accept(selected.id());
                });
        setContextMenu(new ContextMenu(item));
    }

    void filter(String typed) {
        filter = typed.strip().toLowerCase(Locale.ROOT);
        look().get().run();
    }

    /** Lists these candidates only; all where the set is empty. */
    void only(Set<String> ids) {
        only = Set.copyOf(ids);
        look().get().run();
    }

    /** The rows in their order; what is selected stays so. */
    Supplier<Runnable> look() {
        var all = model.candidates();
        var kept = new Kept(only, filter);
        var order = getSortOrder().isEmpty() ? null : getComparator();
        return () -> {
            var rows = new ArrayList<>(all.reversed());
            rows.removeIf(candidate -> !kept.has(candidate));
            if (order != null) rows.sort(order);
            boolean anyMini = all.stream().anyMatch(c -> c.mini() != null);
            boolean anyDemos = all.stream().anyMatch(c -> c.allDemos() > 0);
            return () -> {
                mini.setVisible(anyMini);
                demos.setVisible(anyDemos);
                show(rows);
            };
        };
    }

    private void show(List<StudyCandidate> rows) {
        var selected = getSelectionModel().getSelectedItem();
        updating = true;
        Renewal.of(getItems(), rows, StudyCandidate::id);
        if (selected != null) select(selected.id());
        updating = false;
    }

    void select(String id) {
        int now = getSelectionModel().getSelectedIndex();
        if (now >= 0 && now < getItems().size() && getItems().get(now).id().equals(id)) return;
        for (int i = 0; i < getItems().size(); i++)
            if (getItems().get(i).id().equals(id)) getSelectionModel().select(i);
    }

    private static String score(@Nullable Double score) {
        return score == null ? "" : Figures.score(score);
    }

    private static String gain(StudyModel model, StudyCandidate candidate) {
        var gain = model.gain(candidate);
        return gain == null ? "" : Figures.gain(gain);
    }

    private static TableColumn<StudyCandidate, StudyCandidate> status() {
        var column =
                column(
                        text("optimize.column.status"),
                        98,
                        Comparator.comparing(StudyCandidate::status));
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            private final StateIcon icon = new StateIcon(RunState.IDLE, 14);

                            @Override
                            protected void updateItem(
                                    @Nullable StudyCandidate candidate, boolean empty) {
                                super.updateItem(candidate, empty);
                                if (candidate == null || empty) {
                                    setText(null);
                                    setGraphic(null);
                                    return;
                                }
                                icon.setState(Shapes.of(candidate.status()));
                                setText(Shapes.word(candidate.status()));
                                setGraphic(icon);
                                setGraphicTextGap(6);
                            }
                        });
        return column;
    }

    private static TableColumn<StudyCandidate, StudyCandidate> words(
            String title,
            double width,
            Function<StudyCandidate, String> value,
            Comparator<StudyCandidate> order,
            String... styles) {
        var column = column(title, width, order);
        column.getStyleClass().addAll(styles);
        column.setCellFactory(_ -> new WordsCell(value, List.of(styles)));
        return column;
    }

    private static TableColumn<StudyCandidate, StudyCandidate> column(
            String title, double width, Comparator<StudyCandidate> order) {
        var column = new TableColumn<StudyCandidate, StudyCandidate>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 150));
        if (width < 150) column.setMaxWidth(width * 1.5);
        column.setReorderable(false);
        column.setComparator(order);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        return column;
    }

    private static final class WordsCell extends TableCell<StudyCandidate, StudyCandidate> {
        private final Function<StudyCandidate, String> value;
        private final List<String> styles;
        private final Tooltip tip = new Tooltip();

        WordsCell(Function<StudyCandidate, String> value, List<String> styles) {
            this.value = value;
            this.styles = styles;
            tip.setWrapText(true);
            tip.setMaxWidth(420);
        }

        @Override
        protected void updateItem(@Nullable StudyCandidate candidate, boolean empty) {
            super.updateItem(candidate, empty);
            getStyleClass().removeAll("ok-text", "error-text", "best", "muted");
            if (styles.contains("muted")) getStyleClass().add("muted");
            if (candidate == null || empty) {
                setText(null);
                setTooltip(null);
                return;
            }
            var words = value.apply(candidate);
            setText(words);
            tip.setText(words);
            setTooltip(words.length() > 20 ? tip : null);
            if (styles.contains("gain") && !words.isEmpty())
                getStyleClass().add(words.startsWith("-") ? "muted" : "ok-text");
            boolean dropped = candidate.status() == CandidateStatus.REJECTED && styles.isEmpty();
            if (dropped) getStyleClass().add("muted");
            if (candidate.status() == CandidateStatus.BEST && styles.equals(List.of("num")))
                getStyleClass().add("best");
        }
    }
}
