package dev.dspex.run;

import dev.dspex.store.RunStore;

/** Says before the start which optimizer fits and what one will cost. No LM is asked. */
public final class Forecasts {
    private final RunStore store;
    private final Queries queries;

    /**
     * @param store of the project: what earlier runs took
     */
    public Forecasts(RunStore store, Queries queries) {
        this.store = store;
        this.queries = queries;
    }

    /**
     * Reads the store and waits for a worker; {@link dev.dspex.optimize.Forecast} reads the answer.
     *
     * @param request what would be started
     * @param advised whether the optimizer that fits is asked about, else the one of the request
     * @param bound the variables that drive something in the program; the request's tuning may
     *     leave them alone
     */
    public Queries.Answer ask(RunRequest.Optimization request, boolean advised, Tuning bound)
            throws InterruptedException {
        PastCalls past = PastCalls.of(store, request.setup()).orElse(null);
        return queries.forecast(new ForecastQuestion(request, advised, bound, past));
    }
}
