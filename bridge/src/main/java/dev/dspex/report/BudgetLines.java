package dev.dspex.report;

import dev.dspex.report.Report.Fact;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** How much of what a run might use at most it used. */
final class BudgetLines {
    private BudgetLines() {}

    static List<Fact> of(JsonNode cap, Report.CostLine total) {
        var lines = new ArrayList<Fact>();
        var calls = cap.path("calls");
        if (calls.isNumber()) {
            lines.add(
                    new Fact(
                            "LM calls",
                            Numbers.count(total.calls())
                                    + " of "
                                    + Numbers.count(calls.asLong())
                                    + share(total.calls(), calls.asDouble())));
        }
        var tokens = cap.path("tokens");
        if (tokens.isNumber()) {
            var used = total.promptTokens() + total.completionTokens();
            lines.add(
                    new Fact(
                            "Tokens",
                            Numbers.tokens(used)
                                    + " of "
                                    + Numbers.tokens(tokens.asLong())
                                    + share(used, tokens.asDouble())));
        }
        var usd = cap.path("usd");
        var spent = total.usd();
        if (usd.isNumber() && spent != null) {
            lines.add(
                    new Fact(
                            "Dollars",
                            Numbers.usd(spent)
                                    + " of "
                                    + Numbers.usd(usd.asDouble())
                                    + share(spent, usd.asDouble())));
        }
        return lines;
    }

    private static String share(double used, double most) {
        return most <= 0 ? "" : " (" + Math.round(100 * used / most) + " %)";
    }
}
