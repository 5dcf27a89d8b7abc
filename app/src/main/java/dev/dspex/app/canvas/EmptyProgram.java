package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Command;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** A program without a module: ghosts of what it will be, and up to four ways to start. */
final class EmptyProgram extends VBox {
    EmptyProgram(List<Command> starts) {
        getStyleClass().add("empty-program");
        setPickOnBounds(false);
        var title = Labels.label(text("canvas.empty.title"), "verdict");
        var help = Labels.prose(text("canvas.empty.help"), "muted");
        var cards = new FlowPane(16, 16);
        cards.setAlignment(Pos.CENTER);
        cards.setMaxWidth(600);
        starts.stream().limit(4).map(EmptyProgram::card).forEach(cards.getChildren()::add);
        cards.setPickOnBounds(false);
        var ghosts = ghosts();
        for (var shown : List.of(ghosts, title, help)) shown.setMouseTransparent(true);
        getChildren().addAll(ghosts, title, help, cards);
    }

    private static HBox ghosts() {
        var row =
                new HBox(
                        ghost(text("canvas.empty.input"), 160),
                        line(),
                        ghost(text("canvas.empty.module"), 200),
                        line(),
                        ghost(text("canvas.empty.output"), 160));
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private static VBox ghost(String name, double width) {
        var bar = Layout.width(Layout.styled(new Region(), "ghost-bar"), width / 2);
        return Layout.width(Layout.styled(new VBox(12, Labels.muted(name), bar), "ghost"), width);
    }

    private static Region line() {
        return Layout.width(Layout.styled(new Region(), "ghost-line"), 80);
    }

    private static Button card(Command start) {
        var help = Labels.cut("", "small", "muted");
        help.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        start.isEnabled()
                                                ? text("command." + start.id() + ".help")
                                                : start.unavailable(),
                                start.enabled()));
        var words = Layout.column(2, Labels.label(start.text(), "medium"), help);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        var row =
                Layout.row(
                        12, Icons.icon(start.icon(), "icon-20", "icon-accent"), Layout.wide(words));
        if (start.key() != null) row.getChildren().add(Chips.key(start.keyText()));
        row.setPrefWidth(256);
        var button = new Button();
        button.setGraphic(row);
        button.getStyleClass().add("start-card");
        button.setAccessibleText(start.text());
        button.setOnAction(_ -> start.run());
        return button;
    }
}
