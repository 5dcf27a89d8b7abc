package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.Preferences;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Locale;
import java.util.function.Function;

/** Whose answers were chosen, how surely, and row by row. */
final class BlindResult extends VBox {
    private static final double CHOSEN = 160;

    private final BlindModel model;

    BlindResult(BlindModel model, Runnable again) {
        this.model = model;
        setId("blind-result-page");
        setMinSize(0, 0);
        var stands = model.preferences();
        var verdict = Labels.label(verdict(stands), "verdict");
        verdict.setId("blind-verdict");
        verdict.setWrapText(true);
        var detail = Labels.prose(detail(stands), "muted");
        detail.setId("blind-detail");
        var words = Layout.styled(new VBox(4, verdict, detail), "run-form");
        getChildren().addAll(words, figures(stands, again), Layout.tall(table()));
    }

    private String verdict(Preferences stands) {
        var rate = Figures.percent(stands.winRate());
        if (stands.first() == stands.second()) return text("compare.blind.even");
        var better = stands.second() > stands.first() ? model.second() : model.first();
        var share = stands.second() > stands.first() ? rate : Figures.percent(1 - stands.winRate());
        return stands.decided()
                ? text("compare.blind.better", better.name(), share)
                : text("compare.blind.chance", better.name(), share);
    }

    private String detail(Preferences stands) {
        var p = stands.pValue();
        return text(
                "compare.blind.detail",
                model.second().name(),
                Figures.percent(stands.winRate()),
                String.valueOf(stands.judged()),
                p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", p));
    }

    private HBox figures(Preferences stands, Runnable again) {
        var box =
                Layout.styled(
                        new HBox(
                                figure(stands.first(), model.first().name()),
                                figure(stands.second(), model.second().name()),
                                figure(stands.ties(), text("compare.blind.ties")),
                                figure(stands.open(), text("compare.blind.open")),
                                figure(model.same(), text("compare.blind.same")),
                                Layout.grow()),
                        "figures-row");
        if (stands.open() > 0) {
            var more = Buttons.small(text("compare.blind.again"), "replay");
            more.setId("blind-again");
            more.setOnAction(_ -> again.run());
            box.getChildren().add(more);
        }
        return box;
    }

    private static Node figure(int count, String name) {
        return Layout.row(6, Labels.mono(String.valueOf(count)), Labels.muted(name));
    }

    private TableView<AnswerPair> table() {
        var table = new TableView<AnswerPair>();
        table.setId("blind-rows");
        table.setAccessibleText(text("compare.blind.rows"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var row = column(text("compare.row"), AnswerPair::row);
        row.setMaxWidth(CHOSEN / 2);
        var chosen = column(text("compare.blind.chosen"), this::chosen);
        chosen.setMaxWidth(CHOSEN);
        table.getColumns().add(row);
        table.getColumns().add(chosen);
        table.getColumns().add(column(model.first().name(), pair -> Values.line(pair.first())));
        table.getColumns().add(column(model.second().name(), pair -> Values.line(pair.second())));
        table.getItems().setAll(model.pairs());
        return table;
    }

    private String chosen(AnswerPair pair) {
        return model.chosen(pair)
                .map(
                        choice ->
                                switch (choice) {
                                    case FIRST -> model.first().name();
                                    case SECOND -> model.second().name();
                                    case TIE -> text("compare.blind.ties");
                                })
                .orElse("");
    }

    private static TableColumn<AnswerPair, String> column(
            String title, Function<AnswerPair, String> value) {
        var column = new TableColumn<AnswerPair, String>(title);
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }
}
