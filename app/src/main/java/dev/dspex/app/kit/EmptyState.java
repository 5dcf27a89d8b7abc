package dev.dspex.app.kit;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** What is missing, what to do about it, and at most one button that does it. */
public final class EmptyState extends VBox {
    public EmptyState(String icon, String missing, String todo) {
        this(icon, missing, todo, null);
    }

    public EmptyState(String icon, String missing, String todo, @Nullable Button action) {
        getStyleClass().add("empty-state");
        var help = Labels.prose(todo, "muted");
        help.setMaxWidth(280);
        getChildren()
                .addAll(Icons.icon(icon, "icon-28"), Labels.label(missing, "empty-title"), help);
        if (action != null) getChildren().add(action);
        setAccessibleText(missing + ". " + todo);
    }
}
