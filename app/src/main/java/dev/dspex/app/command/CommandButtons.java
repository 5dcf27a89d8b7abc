package dev.dspex.app.command;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** Buttons and menu items made from commands: same words, same key, enabled together. */
public final class CommandButtons {
    private CommandButtons() {}

    public static Button button(Command command, String... styles) {
        var button = Buttons.button(command.text(), command.icon(), styles);
        button.setTooltip(new Tooltip(Buttons.tip(command.text(), command.keyText())));
        return wired(button, command);
    }

    public static Button iconButton(Command command, String... iconStyles) {
        var tip = Buttons.tip(command.text(), command.keyText());
        return wired(Buttons.icon(command.icon(), tip, iconStyles), command);
    }

    public static MenuItem menuItem(Command command) {
        var item = new MenuItem(command.text(), Icons.icon(command.icon()));
        if (command.key() != null) item.setAccelerator(command.key());
        item.disableProperty().bind(Bindings.not(command.enabled()));
        item.setOnAction(_ -> command.run());
        item.setId("menu-" + command.id());
        return item;
    }

    private static <B extends ButtonBase> B wired(B button, Command command) {
        button.setId(command.id());
        button.disableProperty().bind(Bindings.not(command.enabled()));
        button.setOnAction(_ -> command.run());
        return button;
    }
}
