package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.infra.Settings;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All settings: sections at the left, the chosen one at the right. What is changed holds at once.
 */
public final class SettingsPane extends VBox {
    private final Map<String, Button> entries = new LinkedHashMap<>();
    private final VBox nav = Layout.styled(new VBox(2), "settings-nav");
    private final StackPane content = new StackPane();

    public SettingsPane(
            Settings settings,
            Background background,
            LmCheck check,
            Consumer<IOException> failed,
            Runnable close) {
        getStyleClass().add("over-sheet");
        Layout.width(this, 880);
        setMinHeight(560);
        setMaxHeight(560);
        var done = Buttons.icon("close", text("settings.close"), "icon-16");
        done.setId("settings-close");
        done.setOnAction(_ -> close.run());
        section("lms", "chip", () -> new LmSection(settings, background, check, failed));
        section("python", "language-python", () -> new PythonSection(settings, failed));
        section("looks", "theme-light-dark", () -> new LooksSection(settings, failed));
        content.getStyleClass().add("settings-content");
        var body = new HBox(Layout.width(nav, 188), Layout.wide(content));
        getChildren()
                .addAll(
                        Layout.styled(Panels.header(text("settings.title"), done), "ruled"),
                        Layout.tall(body));
        show("lms");
    }

    /** Shows a section: lms, python or looks. */
    public void show(String id) {
        var entry = entries.get(id);
        if (entry != null) entry.fire();
    }

    private void section(String id, String icon, Supplier<Node> made) {
        var button = new Button(text("settings.section." + id), Icons.icon(icon));
        button.getStyleClass().add("nav-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setId("settings-" + id);
        button.setOnAction(
                _ -> {
                    entries.values().forEach(other -> other.getStyleClass().remove("chosen"));
                    button.getStyleClass().add("chosen");
                    content.getChildren().setAll(made.get());
                });
        entries.put(id, button);
        nav.getChildren().add(button);
    }
}
