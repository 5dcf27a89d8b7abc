package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.agent.AgentsView;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.ViewStates;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The Agents place: the agents of the project that is open. */
final class AgentsPlace {
    static final String ID = "agents";

    private final ViewStates states = new ViewStates(new StackPane());

    Node node() {
        return Layout.styled(new StackPane(states), "welcome-frame");
    }

    /** The agents of a project that was opened. */
    void bind(ProjectAgents agents) {
        states.show(new AgentsView(agents.model(), agents.host()));
    }

    /** What this place is called. */
    static String title() {
        return text("command.view.agents");
    }
}
