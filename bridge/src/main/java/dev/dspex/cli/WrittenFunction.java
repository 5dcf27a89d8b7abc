package dev.dspex.cli;

import dev.dspex.run.Outcome;

import tools.jackson.databind.JsonNode;

/** A function that an LM wrote, for a person: the verdict on each trial, then its source. */
final class WrittenFunction {
    private WrittenFunction() {}

    static void say(Terminal terminal, Outcome.Written written) {
        int number = 0;
        for (JsonNode trial : written.trials()) {
            terminal.say("trial " + ++number + ": " + verdict(trial));
        }
        JsonNode node = written.node();
        if (node != null) {
            terminal.line(node.path("source").asString("").stripTrailing());
        }
    }

    private static String verdict(JsonNode trial) {
        String outcome = trial.path("outcome").asString("").replace('_', ' ');
        int tried = trial.path("tried").asInt(0);
        String noticed =
                tried == 0
                        ? ""
                        : ", its tests notice "
                                + trial.path("noticed").asInt(0)
                                + " of "
                                + tried
                                + " mutants";
        String reason = trial.path("reason").asString("");
        return outcome + noticed + (reason.isEmpty() ? "" : ": " + reason);
    }
}
