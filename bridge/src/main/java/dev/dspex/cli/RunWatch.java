package dev.dspex.cli;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.event.StreamEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows a run while it goes on: progress, incidents, and the answer's text as it comes. */
final class RunWatch implements Consumer<List<Stamped>> {
    private final Terminal terminal;
    private final Consumer<String> text;
    private @Nullable String field;

    /**
     * @param text takes streamed text
     */
    RunWatch(Terminal terminal, Consumer<String> text) {
        this.terminal = terminal;
        this.text = text;
    }

    @Override
    public void accept(List<Stamped> batch) {
        for (Stamped stamped : batch) {
            switch (stamped.event()) {
                case RunEvent.Status status ->
                        terminal.progress(status.text(), status.done(), status.total());
                // Texts of several lanes in one terminal cannot be read: what becomes of them is
                // said.
                case RunEvent.Token token when token.lane() == null -> token(token);
                case StreamEvent.Lane lane ->
                        terminal.say(
                                (lane.lane() + " " + lane.state().name().toLowerCase(Locale.ROOT))
                                        + (lane.why().isEmpty() ? "" : ": " + lane.why()));
                case RunEvent.Fault fault -> {
                    end();
                    terminal.say(fault.action() + (fault.why() == null ? "" : " " + fault.why()));
                    if (fault.what().equals("diverged")) {
                        terminal.say("--resume " + stamped.run() + " --anyway goes on.");
                    }
                }
                case RunEvent.Trial trial when trial.score() != null ->
                        terminal.say(
                                "trial "
                                        + trial.number()
                                        + ": "
                                        + Terminal.score(trial.score())
                                        + (trial.best() == null
                                                ? ""
                                                : ", best " + Terminal.score(trial.best())));
                case RunEvent.Decision decision -> {
                    end();
                    terminal.say(decision.why() + " " + done(decision));
                }
                default -> {}
            }
        }
    }

    /** What a decision of a session changed, in a few words. */
    private static String done(RunEvent.Decision decision) {
        List<String> done = new ArrayList<>();
        String module = decision.chosen().path("module").asString("");
        if (!module.isEmpty()) done.add("now " + module);
        JsonNode before = decision.chosen().path("before");
        decision.chosen()
                .path("after")
                .forEachEntry(
                        (name, value) -> {
                            if (!value.equals(before.path(name))) {
                                done.add(name + " " + before.path(name) + " to " + value);
                            }
                        });
        decision.rejected().path("held_back").forEach(held -> done.add(held.asString()));
        return String.join(", ", done);
    }

    private void token(RunEvent.Token token) {
        String name = token.node() + (token.field() == null ? "" : "." + token.field());
        if (!name.equals(field)) {
            text.accept((field == null ? "" : "\n") + name + ": ");
            field = name;
        }
        text.accept(token.text());
    }

    /** Whether a batch has the end of the run. */
    static boolean ends(List<Stamped> batch) {
        return batch.getLast().event() instanceof RunEvent.RunFinished;
    }

    /** Ends a line of streamed text. */
    void end() {
        if (field != null) {
            text.accept("\n");
            field = null;
        }
    }
}
