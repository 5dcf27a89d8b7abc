package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.session.SessionView;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The Sessions place: the live sessions of the project that is open. */
final class SessionsPlace {
    static final String ID = "sessions";

    private final ViewStates states = new ViewStates(new StackPane());

    Node node() {
        return Layout.styled(new StackPane(states), "welcome-frame");
    }

    /** The sessions of a project that was opened. */
    void bind(ProjectSessions sessions) {
        states.show(new SessionView(sessions.model(), sessions.setup(), sessions.host()));
    }

    /** What this place is called. */
    static String title() {
        return text("command.view.sessions");
    }
}
