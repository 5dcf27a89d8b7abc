package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.settings.LmCheck;
import dev.dspex.infra.LmAlias;
import dev.dspex.program.Words;
import dev.dspex.run.Queries;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Asks an LM through a worker. */
final class LmChecks implements LmCheck {
    private final Engine engine;

    LmChecks(Engine engine) {
        this.engine = engine;
    }

    @Override
    public CompletionStage<Answer> ask(LmAlias lm) {
        return CompletableFuture.supplyAsync(() -> answer(lm), Thread::startVirtualThread);
    }

    private Answer answer(LmAlias lm) {
        try {
            return switch (engine.queries().checkLm(lm)) {
                case Queries.Answer.Ok(var body) -> said(body);
                case Queries.Answer.Failed(var error) ->
                        new Answer(
                                false,
                                Words.told(error.message()) + " " + Words.told(error.hint()),
                                java.util.List.of());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, text("workbench.lm.interrupted"), java.util.List.of());
        }
    }

    private static Answer said(JsonNode body) {
        var models =
                StreamSupport.stream(body.path("models").spliterator(), false)
                        .map(m -> m.asString(""))
                        .sorted()
                        .toList();
        var ok = body.path("ok").asBoolean(false);
        var error = body.path("error");
        var words =
                ok
                        ? text(
                                "workbench.lm.answers",
                                Figures.seconds(body.path("seconds").asDouble(0)))
                        : error.path("message").asString(error.asString(""))
                                + " "
                                + error.path("hint").asString("");
        return new Answer(ok, words.strip(), models);
    }
}
