package dev.dspex.app.pattern;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One call that a pattern made: to propose, to value, to answer; with the LM calls below it. */
final class Exchange {
    private static final int TAIL = 160;

    private final String id;
    private final String name;
    private final List<String> lms = new ArrayList<>();
    private JsonNode gave = JsonNodeFactory.instance.nullNode();
    private @Nullable RunError error;
    private boolean running = true;
    private Spent spent = Spent.NOTHING;
    private String said = "";

    /**
     * @param name what the pattern calls it, such as {@code value}
     */
    Exchange(String id, String name) {
        this.id = id;
        this.name = name;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Null while it runs, or when it failed. */
    JsonNode gave() {
        return gave;
    }

    @Nullable RunError error() {
        return error;
    }

    boolean running() {
        return running;
    }

    Spent spent() {
        return spent;
    }

    /** Ids of its LM calls, in their order. */
    List<String> lms() {
        return Collections.unmodifiableList(lms);
    }

    /** The end of what the LM is saying now; empty where nothing is streamed. */
    String said() {
        return said;
    }

    void asks(String lm) {
        lms.add(lm);
        spent = spent.plus(new Spent(1, 0, null));
        said = "";
    }

    void hears(String text) {
        var all = said + text;
        said = all.substring(Math.max(0, all.length() - TAIL));
    }

    void answered(RunEvent.LmEnded e) {
        spent = spent.plus(new Spent(0, e.promptTokens() + e.completionTokens(), e.usd()));
    }

    void end(RunEvent.CallEnded e) {
        gave = e.outputs();
        error = e.error();
        running = false;
    }

    void stop() {
        running = false;
    }
}
