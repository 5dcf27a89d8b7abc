package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;

/**
 * Marks a parameter that a variable drives, and lets one drive it: by its menu, or dragged onto the
 * table of variables.
 */
final class DriverButton extends MenuButton {
    private final ParameterDrivers drivers;
    private final String node;
    private final String parameter;
    private final FontIcon icon = Icons.icon("hexagon-outline", "icon-16");
    private final Tooltip tip = new Tooltip();

    DriverButton(ParameterDrivers drivers, String node, String parameter) {
        this.drivers = drivers;
        this.node = node;
        this.parameter = parameter;
        setGraphic(icon);
        setTooltip(tip);
        setId("driver-" + parameter);
        getStyleClass().addAll("icon-button", "driver");
        getItems().add(new MenuItem(""));
        setOnShowing(_ -> getItems().setAll(menu()));
        setOnDragDetected(
                e -> {
                    var carried = drivers.dragged(node, parameter);
                    if (carried.isEmpty()) return;
                    var content = new ClipboardContent();
                    content.putString(carried);
                    startDragAndDrop(TransferMode.LINK).setContent(content);
                    e.consume();
                });
        refresh();
    }

    /** Returns whether a variable drives the parameter now. */
    boolean refresh() {
        var driver = drivers.of(node, parameter);
        icon.getStyleClass().remove("icon-accent");
        if (driver.isPresent()) icon.getStyleClass().add("icon-accent");
        Icons.set(icon, driver.isPresent() ? "hexagon" : "hexagon-outline");
        var words =
                driver.map(d -> text("inspector.driven", d, drivers.value(d)))
                        .orElse(text("inspector.drive"));
        tip.setText(words);
        setAccessibleText(words);
        return driver.isPresent();
    }

    private List<MenuItem> menu() {
        var items = new ArrayList<MenuItem>();
        var driver = drivers.of(node, parameter);
        driver.ifPresent(
                name -> {
                    items.add(item(text("inspector.drive.show", name), () -> drivers.show(name)));
                    items.add(
                            item(
                                    text("inspector.drive.unbind"),
                                    () -> drivers.unbind(node, parameter)));
                });
        if (driver.isEmpty())
            items.add(item(text("inspector.drive.new"), () -> drivers.make(node, parameter)));
        var others = new ArrayList<>(drivers.variables());
        driver.ifPresent(others::remove);
        if (!others.isEmpty()) items.add(new SeparatorMenuItem());
        for (var name : others)
            items.add(
                    item(
                            text("inspector.drive.by", name),
                            () -> drivers.bind(node, parameter, name)));
        return items;
    }

    private static MenuItem item(String words, Runnable action) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
