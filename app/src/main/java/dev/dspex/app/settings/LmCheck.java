package dev.dspex.app.settings;

import dev.dspex.infra.LmAlias;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks an LM whether it answers. */
@FunctionalInterface
public interface LmCheck {
    /**
     * What it said.
     *
     * @param models models it offers, empty when it does not say
     */
    record Answer(boolean ok, String text, List<String> models) {}

    CompletionStage<Answer> ask(LmAlias lm);
}
