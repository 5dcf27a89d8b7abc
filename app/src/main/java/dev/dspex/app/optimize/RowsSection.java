package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Words;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * The rows of a candidate against those of another one: how many it fixed and lost, and each with
 * what was asked, expected and answered.
 */
final class RowsSection extends VBox {
    /** So many are listed at first, and so many more when asked. */
    private static final int FIRST = 10;

    private static final int MOST = 200;

    /** Which rows are listed. */
    private enum Group {
        BETTER,
        WORSE,
        WRONG,
        RIGHT;

        List<String> of(RowScores.Changes changes) {
            return switch (this) {
                case BETTER -> changes.better();
                case WORSE -> changes.worse();
                case WRONG -> changes.wrong();
                case RIGHT -> changes.right();
            };
        }

        String word(int n) {
            var count = Figures.count(n);
            return switch (this) {
                case BETTER -> text("optimize.rows.better", count);
                case WORSE -> text("optimize.rows.worse", count);
                case WRONG -> text("optimize.rows.wrong", count);
                case RIGHT -> text("optimize.rows.right", count);
            };
        }
    }

    private final RowScores scores;
    private final String before;
    private final String after;
    private final RowScores.Changes changes;
    private final VBox list = new VBox();

    /**
     * @param before id of the candidate that it is compared with
     * @param row the row that is shown in full at first, empty for none
     */
    RowsSection(RowScores scores, String before, String after, String row) {
        this.scores = scores;
        this.before = before;
        this.after = after;
        changes = scores.changes(before, after);
        getStyleClass().add("inspector-section");
        setId("candidate-rows");
        getChildren()
                .addAll(
                        Panels.sectionTitle(
                                text("optimize.rows.against", StudyCandidate.name(before)),
                                Labels.muted(Figures.count(changes.all()))),
                        bar());
        var groups = new SegmentedButton();
        for (var group : Group.values()) groups.getButtons().add(choice(group, groups));
        getChildren().addAll(groups, list);
        var first = groupOf(row);
        open(first, row);
        groups.getButtons().get(first.ordinal()).setSelected(true);
    }

    private Group groupOf(String row) {
        for (var group : Group.values()) if (group.of(changes).contains(row)) return group;
        for (var group : Group.values()) if (!group.of(changes).isEmpty()) return group;
        return Group.BETTER;
    }

    private ToggleButton choice(Group group, SegmentedButton all) {
        int n = group.of(changes).size();
        var button = new ToggleButton(group.word(n));
        button.setId("rows-" + group.name().toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().add("small");
        button.setDisable(n == 0);
        button.setMinWidth(0);
        button.setOnAction(
                _ -> {
                    button.setSelected(true);
                    open(group, "");
                });
        return button;
    }

    /** Shares of the rows, in the order of the words below. */
    private HBox bar() {
        var bar = Layout.styled(new HBox(2), "row-changes");
        for (var group : Group.values()) {
            int n = group.of(changes).size();
            if (n == 0) continue;
            var part = Layout.styled(new Region(), group.name().toLowerCase(java.util.Locale.ROOT));
            part.setPrefWidth(316.0 * n / Math.max(1, changes.all()));
            HBox.setHgrow(part, Priority.SOMETIMES);
            bar.getChildren().add(part);
        }
        return bar;
    }

    private void open(Group group, String row) {
        list.getChildren().clear();
        if (!row.isEmpty() && scores.row(row) != null) list.getChildren().add(line(row, true));
        var ids = group.of(changes).stream().filter(id -> !id.equals(row)).toList();
        list(ids.subList(0, Math.min(FIRST, ids.size())));
        if (ids.size() <= FIRST) return;
        var more = new Hyperlink(text("optimize.rows.more", Figures.count(ids.size() - FIRST)));
        more.setId("rows-more");
        more.setOnAction(
                _ -> {
                    list.getChildren().remove(more);
                    list(ids.subList(FIRST, Math.min(MOST, ids.size())));
                });
        list.getChildren().add(more);
    }

    private void list(List<String> ids) {
        for (var id : ids) list.getChildren().add(line(id, false));
    }

    /** One line that opens to what was asked and answered. */
    private Node line(String id, boolean opened) {
        var box = new VBox(4);
        var row = scores.row(id);
        var asked = row == null ? "" : asked(row.inputs());
        var link = new Hyperlink(id);
        link.getStyleClass().add("mono");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setAccessibleText(text("optimize.row") + " " + id);
        link.setOnAction(
                _ -> {
                    if (box.getChildren().size() > 1) box.getChildren().remove(1);
                    else box.getChildren().add(details(id));
                });
        box.getChildren()
                .add(
                        Layout.row(
                                8,
                                link,
                                Layout.wide(Labels.cut(asked, "small", "muted")),
                                scores(id)));
        if (opened) box.getChildren().add(details(id));
        return box;
    }

    /** The value by itself where there is only one. */
    private static String asked(JsonNode inputs) {
        return Values.line(inputs.size() == 1 ? inputs.iterator().next() : inputs);
    }

    private Region scores(String row) {
        var words = Labels.mono(score(before, row) + " → " + score(after, row), "small");
        words.setMinWidth(USE_PREF_SIZE);
        return words;
    }

    private String score(String candidate, String row) {
        double score = scores.score(candidate, row);
        return Double.isNaN(score) ? "·" : Figures.score(score);
    }

    private VBox details(String id) {
        var box = Layout.styled(new VBox(4), "row-details");
        var row = scores.row(id);
        if (row != null) {
            fact(box, text("optimize.rows.input"), row.inputs());
            fact(box, text("optimize.rows.expected"), row.expected());
        }
        answer(box, before, id);
        answer(box, after, id);
        return box;
    }

    private void answer(VBox box, String candidate, String row) {
        var answer = scores.answer(candidate, row);
        var name = StudyCandidate.name(candidate);
        if (answer == null) return;
        fact(box, text("optimize.rows.answer", name), answer.outputs());
        fact(box, text("optimize.rows.feedback", name), answer.feedback());
        if (answer.error() != null)
            fact(box, text("optimize.rows.error", name), Words.told(answer.error().message()));
    }

    private static void fact(VBox box, String name, JsonNode value) {
        fact(box, name, Values.line(value));
    }

    private static void fact(VBox box, String name, @Nullable String words) {
        if (words == null || words.isEmpty()) return;
        box.getChildren().addAll(Labels.muted(name), Labels.prose(words, "mono"));
    }
}
