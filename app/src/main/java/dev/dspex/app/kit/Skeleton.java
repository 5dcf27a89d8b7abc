package dev.dspex.app.kit;

import static dev.dspex.app.i18n.Texts.text;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Grey bars where text will be. */
public final class Skeleton extends VBox {
    private static final double[] WIDTHS = {0.78, 0.57, 0.68, 0.42};

    public Skeleton(int lines) {
        getStyleClass().add("skeleton");
        setAccessibleText(text("kit.loading"));
        for (var i = 0; i < lines; i++) {
            var bar = Layout.styled(new Region(), "bar");
            bar.maxWidthProperty().bind(widthProperty().multiply(WIDTHS[i % WIDTHS.length]));
            getChildren().add(bar);
        }
    }
}
