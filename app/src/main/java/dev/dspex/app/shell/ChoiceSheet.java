package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/** Asks for one of several, with the first one chosen already. */
public final class ChoiceSheet extends VBox {
    private static final double ROW = 28;
    private static final int ROWS = 10;

    public ChoiceSheet(
            String title,
            String help,
            List<String> choices,
            Consumer<String> chosen,
            Runnable cancel) {
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("choice");
        Layout.width(this, 460);
        setMaxHeight(Region.USE_PREF_SIZE);
        var list = new ListView<String>();
        list.setId("choice-list");
        list.getStyleClass().add("run-history");
        list.setAccessibleText(title);
        list.setPrefHeight(ROW * Math.min(ROWS, choices.size()) + 4);
        list.getItems().setAll(choices);
        list.getSelectionModel().selectFirst();
        Runnable take =
                () -> {
                    var choice = list.getSelectionModel().getSelectedItem();
                    if (choice != null) chosen.accept(choice);
                };
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) take.run();
                });
        list.setOnMouseClicked(
                e -> {
                    if (e.getClickCount() == 2) take.run();
                });
        var yes = Buttons.primary(text("shell.choice.yes"), null);
        yes.setId("choice-yes");
        yes.setOnAction(_ -> take.run());
        var no = Buttons.button(text("shell.choice.no"), null);
        no.setId("choice-no");
        no.setOnAction(_ -> cancel.run());
        var buttons = Layout.row(8, no, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(Labels.title(title), Labels.prose(help, "muted"), list, buttons);
        setAccessibleText(title);
    }
}
