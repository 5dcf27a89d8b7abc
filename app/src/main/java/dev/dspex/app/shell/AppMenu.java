package dev.dspex.app.shell;

import dev.dspex.app.command.CommandButtons;
import dev.dspex.app.command.Commands;
import dev.dspex.app.kit.Icons;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The menus of the top bar, made from the commands. */
public final class AppMenu {
    private final Commands commands;
    private final List<Path> recent;
    private final Consumer<Path> open;

    public AppMenu(Commands commands, List<Path> recent, Consumer<Path> open) {
        this.commands = commands;
        this.recent = recent;
        this.open = open;
    }

    /** Every command, a submenu for each group. */
    void showMain(Node owner) {
        var menu = new ContextMenu();
        commands.groups()
                .forEach(
                        (group, inIt) -> {
                            var sub = new Menu(group);
                            inIt.forEach(c -> sub.getItems().add(CommandButtons.menuItem(c)));
                            menu.getItems().add(sub);
                        });
        menu.show(owner, Side.BOTTOM, 0, 4);
    }

    void showProject(Node owner) {
        var menu = new ContextMenu();
        for (var id :
                List.of(
                        "project.new",
                        "project.open",
                        "project.program",
                        "project.import",
                        "project.distrust",
                        "project.close")) {
            menu.getItems().add(CommandButtons.menuItem(commands.get(id)));
        }
        if (!recent.isEmpty()) menu.getItems().add(new SeparatorMenuItem());
        for (var folder : recent) {
            var item = new MenuItem(folder.getFileName().toString(), Icons.icon("folder-outline"));
            item.setOnAction(_ -> open.accept(folder));
            menu.getItems().add(item);
        }
        menu.show(owner, Side.BOTTOM, 0, 4);
    }
}
