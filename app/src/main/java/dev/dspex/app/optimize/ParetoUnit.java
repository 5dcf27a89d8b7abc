package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.Unit;
import dev.dspex.optimize.CandidateCosts;

import org.jspecify.annotations.Nullable;

/** What the score of a candidate is weighed against. */
enum ParetoUnit {
    DOLLARS,
    TOKENS,
    SECONDS;

    String word() {
        return switch (this) {
            case DOLLARS -> text("optimize.unit.dollars");
            case TOKENS -> text("optimize.unit.tokens");
            case SECONDS -> text("optimize.unit.seconds");
        };
    }

    Axis axis() {
        return switch (this) {
            case DOLLARS -> Axis.of(text("optimize.dollars_per_1000"), Unit.DOLLARS);
            case TOKENS -> Axis.of(text("optimize.tokens_a_row"), Unit.COUNT);
            case SECONDS -> Axis.of(text("optimize.seconds_a_row"), Unit.SECONDS);
        };
    }

    /** Null where it is not known of the candidate. */
    @Nullable Double of(CandidateCosts costs, String candidate) {
        return switch (this) {
            case DOLLARS -> costs.dollarsPer1000(candidate);
            case TOKENS -> costs.tokensPerRow(candidate);
            case SECONDS -> costs.secondsPerRow(candidate);
        };
    }
}
