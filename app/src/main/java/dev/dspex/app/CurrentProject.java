package dev.dspex.app;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * The project that is open, if one is. Made before all that asks for it. JavaFX thread only.
 *
 * @see ProjectSwitch
 */
final class CurrentProject {
    private final BooleanProperty trusted = new SimpleBooleanProperty();
    private @Nullable ProjectSession session;
    private @Nullable Keeping keeping;

    @Nullable ProjectSession get() {
        return session;
    }

    /** Does something with it; nothing where none is open. */
    void with(Consumer<ProjectSession> what) {
        var open = session;
        if (open != null) what.accept(open);
    }

    /** Does something with what is edited in it; nothing where none is open. */
    void edited(Consumer<Keeping> what) {
        var open = keeping;
        if (open != null) what.accept(open);
    }

    /** Whether it may run its own code. */
    ObservableBooleanValue trusted() {
        return trusted;
    }

    void set(ProjectSession open) {
        session = open;
        trusted.bind(open.trusting().trustedProperty());
    }

    void set(Keeping edited) {
        keeping = edited;
    }

    void clear() {
        session = null;
        keeping = null;
        trusted.unbind();
        trusted.set(false);
    }
}
