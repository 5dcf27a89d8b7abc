package dev.dspex.app.chart;

import javafx.scene.paint.Color;

import java.util.List;

/** The ground of a cell by its value, one hue, and the ink that can be read on it. */
final class HeatShades {
    static final HeatMap.Data NOTHING =
            new HeatMap.Data() {
                @Override
                public List<String> rows() {
                    return List.of();
                }

                @Override
                public List<String> columns() {
                    return List.of();
                }

                @Override
                public double at(int row, int column) {
                    return Double.NaN;
                }
            };

    private static final int STEPS = 20;
    private static final double PALEST = 0.06;
    private static final double FULLEST = 0.86;

    private final Color[] fills = new Color[STEPS + 1];
    private final Color[] inks = new Color[STEPS + 1];

    HeatShades(Color ground, Color hue, Color strong) {
        for (int i = 0; i <= STEPS; i++) {
            double share = PALEST + (FULLEST - PALEST) * i / STEPS;
            fills[i] = ground.interpolate(hue, share);
            inks[i] = contrast(strong, fills[i]) >= contrast(ground, fills[i]) ? strong : ground;
        }
    }

    Color fill(double value) {
        return fills[step(value)];
    }

    Color ink(double value) {
        return inks[step(value)];
    }

    private static int step(double value) {
        return (int) Math.round(Math.clamp(value, 0, 1) * STEPS);
    }

    /** Of WCAG: from 1 to 21. */
    static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
