package dev.dspex.app.optimize;

import dev.dspex.run.Limits;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * What a person does to the study that is shown while it runs, and when it stopped before its end.
 */
public interface StudySteering {
    /** Ends it after the LM calls that are under way. */
    void pause();

    /**
     * Goes on with it.
     *
     * @param limits other ones than it had; null for the same
     */
    void resume(@Nullable Limits limits);

    /** Starts a new study that begins with one of its candidates. */
    void branch(String candidate);

    /** Reads its limits. */
    void limits(Consumer<Limits> then);

    /** Gives it other limits while it runs. */
    void limit(Limits limits);

    /** Of a study that nobody can steer. */
    StudySteering NONE =
            new StudySteering() {
                @Override
                public void pause() {}

                @Override
                public void resume(@Nullable Limits limits) {}

                @Override
                public void branch(String candidate) {}

                @Override
                public void limits(Consumer<Limits> then) {
                    then.accept(Limits.NONE);
                }

                @Override
                public void limit(Limits limits) {}
            };
}
