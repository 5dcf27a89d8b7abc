package dev.dspex.app.shell;

import dev.dspex.app.kit.Layout;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** The mark of the workbench, 24 px high. */
final class Logo extends StackPane {
    Logo() {
        var joints = path("M7.2 9.2L12 12L16.8 9.2M12 12V17.4", "logo-lines");
        var dots =
                path(
                        "M12 9.9A2.1 2.1 0 1 1 11.99 9.9ZM7.2 7.7A1.5 1.5 0 1 1 7.19 7.7ZM16.8"
                                + " 7.7A1.5 1.5 0 1 1 16.79 7.7ZM12 15.7A1.5 1.5 0 1 1 11.99 15.7Z",
                        "logo-dots");
        joints.setTranslateY(1.3);
        dots.setTranslateY(1.2);
        getChildren().addAll(path("M12 2L20.7 7V17L12 22L3.3 17V7Z", "logo-ground"), joints, dots);
        setMinSize(32, 24);
        setMaxSize(32, 24);
    }

    private static SVGPath path(String content, String style) {
        var path = new SVGPath();
        path.setContent(content);
        return Layout.styled(path, style);
    }
}
