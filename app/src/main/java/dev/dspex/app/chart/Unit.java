package dev.dspex.app.chart;

import dev.dspex.app.kit.Figures;

import java.util.Locale;

/**
 * What an axis counts: how its ticks and its exact values are written, and how wide it is at least.
 */
public enum Unit {
    SCORE(0.1) {
        @Override
        String tick(double value, int decimals) {
            return fixed(value, Math.max(1, decimals));
        }

        @Override
        String exact(double value) {
            return Figures.score(value);
        }
    },
    COUNT(1) {
        @Override
        String tick(double value, int decimals) {
            return decimals > 0
                    ? fixed(value, decimals)
                    : Figures.large((long) value).replaceFirst("\\.0+(?=[kM])", "");
        }

        @Override
        String exact(double value) {
            return value == Math.rint(value) ? Figures.count((long) value) : fixed(value, 1);
        }
    },
    /** A number of whatever size: the value of a variable. */
    VALUE(1e-9) {
        @Override
        String tick(double value, int decimals) {
            return fixed(value, decimals);
        }

        @Override
        String exact(double value) {
            return String.format(Locale.ROOT, "%.4g", value);
        }
    },
    MINUTES(0.05) {
        @Override
        String tick(double value, int decimals) {
            return fixed(value, decimals);
        }

        @Override
        String exact(double value) {
            return Figures.seconds(value * 60);
        }
    },
    SECONDS(0.01) {
        @Override
        String tick(double value, int decimals) {
            return fixed(value, decimals);
        }

        @Override
        String exact(double value) {
            return Figures.seconds(value);
        }
    },
    DOLLARS(0.0001) {
        @Override
        String tick(double value, int decimals) {
            return value == 0 ? "$0" : "$" + fixed(value, decimals);
        }

        @Override
        String exact(double value) {
            return Figures.dollars(value);
        }
    };

    private final double least;

    Unit(double least) {
        this.least = least;
    }

    abstract String tick(double value, int decimals);

    abstract String exact(double value);

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    double least() {
        return least;
    }
}
