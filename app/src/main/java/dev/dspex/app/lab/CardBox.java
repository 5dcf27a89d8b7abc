package dev.dspex.app.lab;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What happened to a lane, as a card between the lines of its text. */
final class CardBox extends HBox {
    CardBox(Card card) {
        getStyleClass().addAll("lane-card", card.kind().name().toLowerCase(java.util.Locale.ROOT));
        var words = Layout.column(2, Labels.prose(card.title(), "semi"));
        if (!card.detail().isEmpty()) words.getChildren().add(Labels.prose(card.detail(), "small"));
        getChildren().addAll(sign(card.kind()), grown(words));
        setAccessibleText(card.title() + ". " + card.detail());
        setFocusTraversable(false);
    }

    private static VBox grown(VBox words) {
        Layout.wide(words);
        words.setMinWidth(0);
        return words;
    }

    private static Node sign(Card.Kind kind) {
        return switch (kind) {
            case CUT, FAILED -> new StateIcon(RunState.ERROR);
            case TOLD -> new StateIcon(RunState.WARNING);
            case SWITCHED -> Icons.icon("swap-horizontal", "icon-accent");
        };
    }
}
