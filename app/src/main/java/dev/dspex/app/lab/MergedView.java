package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.ReadOnlyText;
import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.program.Words;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The answer that was taken, whose it is and why, and what each lane had to offer. */
final class MergedView extends StackPane {
    private @Nullable Merged shown;

    MergedView() {
        setMinSize(0, 0);
        getChildren().setAll(nothing());
    }

    void refresh(@Nullable Merged merged) {
        if (merged == shown) return;
        shown = merged;
        getChildren().setAll(merged == null ? nothing() : page(merged));
    }

    private static Node nothing() {
        return new EmptyState(
                "source-merge", text("lab.merged.none"), text("lab.merged.none.todo"));
    }

    private static Region page(Merged merged) {
        var winner = merged.winner();
        var verdict =
                Labels.prose(
                        winner == null
                                ? text("lab.merged.nobody")
                                : text("lab.merged.winner", winner),
                        "semi");
        var saved = saved(merged);
        var head =
                new VBox(
                        2,
                        Layout.row(
                                8,
                                new StateIcon(winner == null ? RunState.SKIPPED : RunState.BEST),
                                Layout.wide(verdict)),
                        Labels.prose(Words.told(merged.why()), "small", "muted"),
                        Labels.prose(saved, "small", "muted"));
        var left = Layout.styled(new VBox(8, head, Layout.tall(answer(merged))), "lab-merged");
        Layout.wide(left);
        left.setMinWidth(0);
        left.setPrefWidth(400);
        var right = Layout.wide(table(merged));
        right.setPrefWidth(400);
        return new HBox(left, right);
    }

    private static String saved(Merged merged) {
        var tokens = Figures.large(merged.savedTokens());
        var usd = merged.savedUsd();
        return merged.savedTokens() == 0
                ? ""
                : usd == null || usd == 0
                        ? text("lab.merged.saved", tokens)
                        : text("lab.merged.saved.usd", tokens, Figures.dollars(usd));
    }

    private static ReadOnlyText answer(Merged merged) {
        var area = new ReadOnlyText(text("lab.merged"));
        var runs = new ArrayList<ReadOnlyText.Run>();
        for (var field : merged.outputs().properties()) {
            runs.add(new ReadOnlyText.Run(field.getKey() + "\n", "muted"));
            runs.add(new ReadOnlyText.Run(Values.text(field.getValue()) + "\n\n", ""));
        }
        area.setRuns(runs);
        return area;
    }

    private static TableView<Merged.Part> table(Merged merged) {
        var table = new TableView<Merged.Part>();
        table.setId("lab-merged");
        table.setAccessibleText(text("lab.merged.lanes"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinWidth(0);
        table.getColumns()
                .setAll(
                        List.of(
                                column(text("lab.events.lane"), Merged.Part::id, "mono"),
                                column(text("lab.merged.state"), part -> state(part.state())),
                                column(
                                        text("lab.merged.score"),
                                        part -> number(part.score(), Figures::score),
                                        "num"),
                                column(
                                        text("lab.merged.tokens"),
                                        part -> Figures.large(part.tokens()),
                                        "num"),
                                column(
                                        text("lab.merged.cost"),
                                        part -> number(part.usd(), Figures::dollars),
                                        "num"),
                                column(
                                        text("lab.merged.saved.tokens"),
                                        part ->
                                                part.savedTokens() == 0
                                                        ? ""
                                                        : Figures.large(part.savedTokens()),
                                        "num")));
        table.getItems().setAll(merged.lanes());
        return table;
    }

    private static String state(String name) {
        return Arrays.stream(LaneState.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .map(LabWords::state)
                .orElse(name);
    }

    private static String number(@Nullable Double value, Function<Double, String> words) {
        return value == null ? "" : words.apply(value);
    }

    private static TableColumn<Merged.Part, String> column(
            String title, Function<Merged.Part, String> words, String... styles) {
        var column = new TableColumn<Merged.Part, String>(title);
        column.setSortable(false);
        column.setPrefWidth(90);
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        return column;
    }
}
