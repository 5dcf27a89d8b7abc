package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Command;
import dev.dspex.app.command.Commands;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** Every command that has a key. */
public final class KeysSheet extends VBox {
    public KeysSheet(Commands commands, Runnable close) {
        getStyleClass().add("over-sheet");
        Layout.width(this, 720);
        setMaxHeight(640);
        var done = Buttons.icon("close", text("shell.close"), "icon-16");
        done.setOnAction(_ -> close.run());
        var groups = new ArrayList<VBox>();
        var name = "";
        VBox group = null;
        for (var command : commands.all()) {
            if (command.key() == null) continue;
            if (group == null || !command.group().equals(name)) {
                name = command.group();
                group = Layout.width(Layout.column(6, Labels.section(name)), 316);
                groups.add(group);
            }
            group.getChildren().add(row(command));
        }
        groups.add(moves());
        var scroll = new ScrollPane(columns(groups));
        scroll.setFitToWidth(true);
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("command.view.keys"), done), "ruled"),
                        Layout.tall(scroll));
    }

    /** Groups in their order, the second column from where half of the rows is past. */
    private static HBox columns(List<VBox> groups) {
        var all = groups.stream().mapToInt(group -> group.getChildren().size()).sum();
        var left = new VBox(20);
        var right = new VBox(20);
        var rows = 0;
        for (var group : groups) {
            (2 * rows < all ? left : right).getChildren().add(group);
            rows += group.getChildren().size();
        }
        return Layout.styled(new HBox(32, left, right), "keys");
    }

    private static VBox moves() {
        var group = Layout.width(Layout.column(6, Labels.section(text("shell.keys.canvas"))), 316);
        group.getChildren()
                .addAll(
                        row(text("shell.keys.pan"), text("shell.keys.wheel")),
                        row(text("shell.keys.zoom"), text("shell.keys.ctrlwheel")),
                        row(text("shell.keys.step"), "← ↑ → ↓"),
                        row(text("shell.keys.island"), "F6"));
        return group;
    }

    private static HBox row(Command command) {
        var row = row(command.text(), command.keyText());
        row.getChildren().addFirst(Icons.icon(command.icon()));
        return row;
    }

    private static HBox row(String what, String key) {
        var row = Layout.row(8, Layout.wide(Labels.cut(what, "small")), Chips.key(key));
        row.setMinHeight(24);
        return row;
    }
}
