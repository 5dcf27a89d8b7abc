package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Layout;
import dev.dspex.program.Tint;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Colours of the selected notes and frames. */
final class TintBar extends HBox {
    static final double HEIGHT = 28;

    TintBar(Consumer<@Nullable Tint> chosen) {
        getStyleClass().addAll("float-box", "tint-bar");
        setId("tint-bar");
        getChildren().add(swatch(null, chosen));
        for (var tint : Tint.values()) getChildren().add(swatch(tint, chosen));
        setVisible(false);
        setManaged(false);
    }

    private static Button swatch(@Nullable Tint tint, Consumer<@Nullable Tint> chosen) {
        var button = new Button();
        var name = text("canvas.tint." + (tint == null ? "none" : tint.text()));
        button.setGraphic(Layout.styled(new Region(), "swatch", MarkLayer.style(tint)));
        button.getStyleClass().add("tint");
        button.setId("tint-" + (tint == null ? "none" : tint.text()));
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.setOnAction(_ -> chosen.accept(tint));
        return button;
    }
}
