package dev.dspex.app.optimize;

import dev.dspex.optimize.Forecast;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Asks what a study would cost and which optimizer fits, before anything is spent. */
@FunctionalInterface
public interface Forecaster {
    /** Knows nothing and says nothing. */
    Forecaster NONE = (_, _) -> {};

    /** What came of asking. */
    sealed interface Told {
        record Known(Forecast forecast) implements Told {}

        /**
         * It cannot be said.
         *
         * @param why a sentence
         */
        record Unknown(String why) implements Told {}
    }

    /**
     * @param start what would be started; null where nothing can be: then the optimizer that fits
     *     is asked about
     * @param told called on the JavaFX thread, once
     */
    void ask(OptimizeFormModel.@Nullable Start start, Consumer<Told> told);
}
