package dev.dspex.app.learned;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.History;
import dev.dspex.optimize.LearnedState;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A learned state while it is edited: every edit can be undone. JavaFX thread only. */
public final class LearnedModel {
    private static final JsonMapper JSON = new JsonMapper();

    private final History<LearnedState> history;

    private final List<Runnable> watchers = new ArrayList<>();

    public LearnedModel(LearnedState start) {

        history = new History<>(start);
    }

    /** Called after the state was undone, redone, or got another shape. */
    void watch(Runnable action) {
        watchers.add(action);
    }

    public LearnedState state() {
        return history.now();
    }

    /** What is typed in one go is one step. */
    void instruct(String predictor, String words) {
        history.add(
                text("learned.edit.instructions"),
                state().withInstructions(predictor, words),
                predictor);
    }

    /**
     * Sets a value of a demonstration: text stays text, anything else is read as JSON.
     *
     * @return why the value was not taken, null when it was
     */
    @Nullable String set(String predictor, int demo, String field, String words) {
        var demos = new ArrayList<>(state().demos(predictor));
        var old = demos.get(demo).path(field);
        JsonNode value;
        try {
            value =
                    old.isString()
                            ? JsonNodeFactory.instance.stringNode(words)
                            : JSON.readTree(words);
        } catch (JacksonException e) {
            return text("learned.value.bad");
        }
        if (value.isMissingNode()) return text("learned.value.bad");
        demos.get(demo).set(field, value);
        var gesture = List.of(predictor, demo, field);
        history.add(text("learned.edit.demo"), state().withDemos(predictor, demos), gesture);
        return null;
    }

    void add(String predictor) {
        change(
                predictor,
                text("learned.edit.add"),
                demos -> demos.addFirst(state().emptyDemo(predictor)));
    }

    void remove(String predictor, int demo) {
        change(predictor, text("learned.edit.remove"), demos -> demos.remove(demo));
    }

    /** Earlier demonstrations stand earlier in the prompt. */
    void moveUp(String predictor, int demo) {
        change(
                predictor,
                text("learned.edit.move"),
                demos -> demos.add(demo - 1, demos.remove(demo)));
    }

    private void change(String predictor, String name, Consumer<List<ObjectNode>> edit) {
        var demos = new ArrayList<>(state().demos(predictor));
        edit.accept(demos);
        if (history.add(name, state().withDemos(predictor, demos), null)) changed();
    }

    void undo() {
        if (history.undo()) changed();
    }

    void redo() {
        if (history.redo()) changed();
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }
}
