package dev.dspex.app.notify;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.StateIcon;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * Messages at the lower right of the window. Errors and questions stay until the person has dealt
 * with them, the rest goes after six seconds. JavaFX thread only.
 */
public final class Notices extends VBox {
    private static final int MOST = 4;
    private static final Object STAYS = new Object();
    private static final Duration STAY = Duration.seconds(6);

    public Notices() {
        getStyleClass().add("notices");
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    public void show(Notice notice) {
        var card = card(notice);
        getChildren().add(card);
        card.getProperties().put(STAYS, notice.stays());
        if (getChildren().size() > MOST) getChildren().remove(least());
        if (notice.stays()) return;
        var pause = new PauseTransition(STAY);
        pause.setOnFinished(_ -> getChildren().remove(card));
        pause.play();
    }

    /** The one that makes room: the oldest that would go by itself, else the oldest. */
    private Node least() {
        return getChildren().stream()
                .filter(card -> Boolean.FALSE.equals(card.getProperties().get(STAYS)))
                .findFirst()
                .orElse(getChildren().getFirst());
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
