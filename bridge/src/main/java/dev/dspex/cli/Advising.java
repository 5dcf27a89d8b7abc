package dev.dspex.cli;

import dev.dspex.optimize.Forecast;
import dev.dspex.run.Queries;
import dev.dspex.run.RunRequest;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/** Says which optimizer fits and what one will cost, before anything is spent. */
final class Advising {
    private final Terminal terminal;
    private final Workspace workspace;

    Advising(Terminal terminal, Workspace workspace) {
        this.terminal = terminal;
        this.workspace = workspace;
    }

    /**
     * Prints advice and forecast.
     *
     * @param advised whether for the optimizer that fits, else for that of the request
     */
    int say(RunRequest.Optimization request, boolean advised, boolean json)
            throws CliException, InterruptedException {
        switch (ask(request, advised)) {
            case Queries.Answer.Failed(var error) ->
                    throw new CliException(error, ExitCode.of(error));
            case Queries.Answer.Ok(ObjectNode body) -> {
                if (json) {
                    body.put("kind", "advice");
                    terminal.json(body);
                } else {
                    print(Forecast.of(body));
                }
            }
        }
        return ExitCode.DONE;
    }

    /**
     * Says what a start will cost, and why another optimizer fits better. What cannot be forecast
     * is not: the start itself says what is wrong.
     */
    void warn(RunRequest.Optimization request) throws CliException, InterruptedException {
        if (ask(request, false) instanceof Queries.Answer.Ok(ObjectNode body)) {
            Forecast forecast = Forecast.of(body);
            terminal.say("Forecast: " + cost(forecast));
            if (!forecast.objection().isEmpty()) {
                terminal.say("warning: " + forecast.objection());
            }
        }
    }

    private Queries.Answer ask(RunRequest.Optimization request, boolean advised)
            throws CliException, InterruptedException {
        return workspace.forecasts().ask(request, advised, workspace.tuning());
    }

    private void print(Forecast forecast) {
        Forecast.Advice advice = forecast.advice();
        terminal.line("Recommended: " + advice.optimizer());
        terminal.line("Because:     " + advice.reason());
        advice.settings()
                .properties()
                .forEach(
                        setting ->
                                terminal.line(
                                        "With:        --set "
                                                + setting.getKey()
                                                + "="
                                                + setting.getValue().asString("")));
        if (advice.variables()) {
            terminal.line("With:        --variables");
        }
        if (!forecast.isAdvised()) {
            terminal.line("Chosen:      " + forecast.optimizer());
        }
        if (!forecast.objection().isEmpty()) {
            terminal.line("But:         " + forecast.objection());
        }
        terminal.line("Forecast:    " + cost(forecast));
        terminal.line("From:        " + source(forecast));
    }

    private static String cost(Forecast forecast) {
        Forecast.Span usd = forecast.usd();
        return range("%,.0f", forecast.calls(), 1)
                + " LM calls, "
                + (usd == null
                        ? "dollars unknown (no price for "
                                + String.join(", ", forecast.unknownPrices())
                                + ")"
                        : range("$%.2f", usd, 1))
                + ", "
                + range("%.1f", forecast.seconds(), 60)
                + " minutes"
                + (forecast.capped() ? ", ended by the cap" : "");
    }

    private static String range(String form, Forecast.Span span, double unit) {
        String likely = String.format(Locale.ROOT, form, span.likely() / unit);
        String low = String.format(Locale.ROOT, form, span.low() / unit);
        String high = String.format(Locale.ROOT, form, span.high() / unit);
        return low.equals(high) ? likely : likely + " (" + low + " to " + high + ")";
    }

    private static String source(Forecast forecast) {
        return switch (forecast.source()) {
            case RUNS -> "what the last evaluation of the program took";
            case REHEARSAL ->
                    "a rehearsal on a few rows with the Practice LM; an evaluation first makes it"
                            + " better";
            case SHAPE ->
                    "the kinds of the program's nodes only; an evaluation first makes it better";
        };
    }
}
