package dev.dspex.optimize;

import java.util.Arrays;
import java.util.Optional;

/** The searches over variables, by the names that a worker knows them by. */
public enum Sampler {
    TPE("TPE"),
    RANDOM("Random"),
    GRID("Grid"),
    NSGA_II("NSGA-II"),
    CMA_ES("CMA-ES"),
    GP("GP");

    private final String text;

    Sampler(String text) {
        this.text = text;
    }

    /** Its name among the optimizers. */
    public String text() {
        return text;
    }

    /** Empty for one of DSPy's optimizers, and for what is none at all. */
    public static Optional<Sampler> of(String optimizer) {
        return Arrays.stream(values()).filter(s -> s.text.equals(optimizer)).findFirst();
    }
}
