package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.lab.LabView;
import dev.dspex.app.lab.SetupModel;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/** The Streams place: the laboratory of the project that is open. */
final class StreamsPlace {
    static final String ID = "streams";

    private final ViewStates states = new ViewStates(new StackPane());
    private @Nullable SetupModel setup;

    Node node() {
        return Layout.styled(new StackPane(states), "welcome-frame");
    }

    /** The streams of a project that was opened. */
    void bind(ProjectStreams streams) {
        setup = streams.setup();
        states.show(new LabView(streams.model(), streams.setup(), streams.host()));
    }

    /** Takes back the last change of lanes and rules. */
    void undo() {
        if (setup != null) setup.undo();
    }

    void redo() {
        if (setup != null) setup.redo();
    }

    /** What this place is called. */
    static String title() {
        return text("command.view.streams");
    }
}
