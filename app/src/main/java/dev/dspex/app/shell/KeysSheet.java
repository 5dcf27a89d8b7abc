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
import java.util.Optional;

/** Every command that has a key. */
public final class KeysSheet extends VBox {
    public KeysSheet(Commands commands, Runnable close) {
        getStyleClass().add("over-sheet");
        Layout.width(this, 720);
        setMaxHeight(640);
        var done = Buttons.icon("close", text("shell.close"), "icon-16");
        done.setOnAction(_ -> close.run());
        var groups = new ArrayList<VBox>();
        commands.groups().forEach((name, inIt) -> group(name, inIt).ifPresent(groups::add));
        groups.add(moves());
        var scroll = new ScrollPane(columns(groups));
        scroll.setFitToWidth(true);
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("command.view.keys"), done), "ruled"),
                        Layout.tall(scroll));
    }

    /** Empty where no command of the group has a key. */
    private static Optional<VBox> group(String name, List<Command> commands) {
        var rows = commands.stream().filter(c -> c.key() != null).map(KeysSheet::row).toList();
        if (rows.isEmpty()) return Optional.empty();
        var group = Layout.width(Layout.column(6, Labels.section(name)), 316);
        group.getChildren().addAll(rows);
        return Optional.of(group);
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
                        row(text("shell.keys.add"), text("shell.keys.space")),
                        row(text("shell.keys.link"), "L"),
                        row(text("shell.keys.feed"), "⇧ L"),
                        row(text("shell.keys.links"), "K"),
                        row(text("shell.keys.rename"), "F2"),
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
