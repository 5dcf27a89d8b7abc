package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Panels;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

import java.util.function.Supplier;

/** A section that shows what it has when asked. What is long is made only then. */
final class Fold {
    private Fold() {}

    /**
     * @param id of the link that opens it
     */
    static VBox section(String title, String id, Supplier<Node> content) {
        var link = new Hyperlink(text("optimize.show"));
        link.setId(id);
        link.setMinWidth(VBox.USE_PREF_SIZE);
        var section = Panels.section(Panels.sectionTitle(title, link));
        link.setOnAction(
                _ -> {
                    boolean open = section.getChildren().size() > 1;
                    if (open) section.getChildren().remove(1);
                    else section.getChildren().add(content.get());
                    link.setText(open ? text("optimize.show") : text("optimize.hide"));
                });
        return section;
    }
}
