package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

import java.util.function.IntConsumer;

/** Which program within which is shown; each one above it leads back. */
final class Breadcrumbs extends HBox {
    private final String title;
    private final CanvasModel model;
    private final IntConsumer back;

    /**
     * @param back gets the number of levels that stay
     */
    Breadcrumbs(String title, CanvasModel model, IntConsumer back) {
        this.title = title;
        this.model = model;
        this.back = back;
        setId("breadcrumbs");
        setSpacing(6);
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleText(text("canvas.levels"));
        show();
    }

    void show() {
        getChildren().clear();
        var path = model.path();
        if (path.isEmpty()) {
            getChildren().add(Labels.muted(title));
            here(text("canvas.top"));
            return;
        }
        link(title, 0);
        for (var i = 1; i < path.size(); i++) {
            arrow();
            link(path.get(i - 1), i);
        }
        here(path.getLast());
    }

    private void link(String name, int depth) {
        var link = Buttons.link(name, () -> back.accept(depth));
        link.setId("level-" + depth);
        link.setAccessibleText(text("canvas.levels.back", name));
        getChildren().add(link);
    }

    private void here(String name) {
        arrow();
        getChildren().add(Labels.label(name, "small"));
    }

    private void arrow() {
        getChildren().add(Icons.icon("chevron-right", "icon-14"));
    }
}
