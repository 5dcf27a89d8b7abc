package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Viewport;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Zoom out, how much, zoom in. */
final class ZoomBox extends HBox {
    ZoomBox(Viewport view, Runnable out, Runnable in, Runnable actual) {
        getStyleClass().add("float-box");
        var less = Buttons.icon("minus", text("canvas.zoom.out"), "icon-16");
        var more = Buttons.icon("plus", text("canvas.zoom.in"), "icon-16");
        var percent = new Button("100%");
        percent.getStyleClass().add("zoom-percent");
        percent.setAlignment(Pos.CENTER);
        percent.setTooltip(new Tooltip(text("canvas.zoom.actual")));
        less.setOnAction(_ -> out.run());
        more.setOnAction(_ -> in.run());
        percent.setOnAction(_ -> actual.run());
        view.onChange(() -> percent.setText(Figures.percent(view.zoom())));
        getChildren().addAll(less, percent, more);
    }
}
