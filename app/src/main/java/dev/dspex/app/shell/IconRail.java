package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;

import javafx.collections.ObservableList;
import javafx.scene.layout.VBox;

/** The project panel where there is no room for it: an icon for each of its groups. */
final class IconRail extends VBox {
    private static final double WIDTH = 44;

    private final ObservableList<TreeEntry> entries;
    private final Runnable open;

    /**
     * @param open shows the whole panel
     */
    IconRail(ObservableList<TreeEntry> entries, Runnable open) {
        this.entries = entries;
        this.open = open;
        getStyleClass().addAll("island", "icon-rail");
        setId("project-rail");
        setAccessibleText(text("shell.project"));
        Layout.width(this, WIDTH);
        entries.subscribe(this::fill);
        fill();
    }

    private void fill() {
        getChildren().clear();
        for (var entry : entries) {
            var button = Buttons.icon(entry.icon(), entry.name());
            button.setOnAction(_ -> open.run());
            getChildren().add(button);
        }
    }
}
