package dev.dspex.app.notify;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Messages at the lower right of the window. An error stays until it is closed, the rest goes after
 * six seconds. JavaFX thread only.
 */
public final class Notices extends VBox {
    private static final int MOST = 4;
    private static final Duration STAY = Duration.seconds(6);

    public Notices() {
        getStyleClass().add("notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    public void show(Notice notice) {
        var card = card(notice);
        getChildren().add(card);
        if (getChildren().size() > MOST) getChildren().removeFirst();
        if (notice.state() == RunState.ERROR) return;
        var pause = new PauseTransition(STAY);
        pause.setOnFinished(_ -> getChildren().remove(card));
        pause.play();
    }

    private Node card(Notice notice) {
        var words = Layout.column(2, Labels.prose(notice.title(), "semi"));
        if (!notice.help().isEmpty()) words.getChildren().add(Labels.prose(notice.help(), "muted"));
        var card =
                Layout.styled(
                        new HBox(new StateIcon(notice.state()), Layout.wide(words)), "notice");
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(notice.title() + " " + notice.help());
        var action = notice.action();
        if (action != null) {
            var button = Buttons.small(action, null);
            button.setOnAction(
                    _ -> {
                        getChildren().remove(card);
                        notice.run().run();
                    });
            card.getChildren().add(button);
        }
        var close = Buttons.icon("close", text("notify.close"), "icon-16");
        close.setOnAction(_ -> getChildren().remove(card));
        card.getChildren().add(close);
        return card;
    }
}
