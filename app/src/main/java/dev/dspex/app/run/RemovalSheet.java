package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks before something of a run is removed for good. */
public final class RemovalSheet extends VBox {
    private final Button leave = Buttons.button(text("run.care.cancel"), null);

    /**
     * @param action what the button says that does it
     */
    public RemovalSheet(
            String title, String help, String action, Runnable remove, Runnable cancel) {
        getStyleClass().addAll("over-sheet", "asking-sheet");
        setId("removal");
        Layout.width(this, 460);
        setMaxHeight(Region.USE_PREF_SIZE);
        var yes = Buttons.button(action, null, "danger");
        yes.setId("removal-yes");
        yes.setOnAction(_ -> remove.run());
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var buttons = Layout.row(8, leave, yes);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(Labels.title(title), Labels.prose(help), buttons);
        setAccessibleText(title + ". " + help);
    }

    /** Puts the keyboard where Enter does no harm. */
    public void focusSafe() {
        leave.requestFocus();
    }
}
