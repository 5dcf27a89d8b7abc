package dev.dspex.app.kit;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/**
 * Holds a view in one of its states. Loading shows nothing for 300 ms, so that quick answers do not
 * flicker.
 */
public final class ViewStates extends StackPane {
    private static final Duration QUIET = Duration.millis(300);

    private final PauseTransition quiet = new PauseTransition(QUIET);

    public ViewStates(Node initial) {
        getChildren().add(initial);
        setMinSize(0, 0);
    }

    public void show(Node content) {
        quiet.stop();
        if (getChildren().size() == 1 && getChildren().getFirst() == content) return;
        getChildren().setAll(content);
    }

    public void loading(int lines) {
        quiet.setOnFinished(_ -> getChildren().setAll(new Skeleton(lines)));
        quiet.playFromStart();
    }

    public void failed(String happened, String todo, String log) {
        show(new ErrorState(happened, todo, log, null));
    }
}
