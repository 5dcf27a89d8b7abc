package dev.dspex.app.session;

import dev.dspex.orchestration.SessionDraft;
import dev.dspex.run.SessionControl;

import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the Sessions place asks for; whoever puts the window together does it.
 *
 * @param start starts a session as it is set up
 * @param stop stops what runs
 * @param say tells the session that goes on what a person wants
 * @param choices what a session may be made of
 * @param name of a run, for people
 * @param ready whether there are workers to run on
 */
public record SessionHost(
        Consumer<SessionDraft> start,
        Runnable stop,
        Consumer<SessionControl> say,
        Supplier<Choices> choices,
        Function<String, String> name,
        ObservableValue<Boolean> ready) {
    /**
     * What a session may be made of.
     *
     * @param program its name
     * @param nodes paths of the module nodes
     * @param kinds of modules that can stand in the place of one
     * @param lms aliases
     * @param splits number of rows by name; of those that are not read yet 0
     * @param metric of the project
     */
    public record Choices(
            String program,
            List<String> nodes,
            List<String> kinds,
            List<String> lms,
            Map<String, Integer> splits,
            String metric) {}
}
