package dev.dspex.app.kit;

import java.util.Locale;

/** Numbers as every view writes them. */
public final class Figures {
    private Figures() {}

    /** 0.792 */
    public static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    /** +0.175 or -0.020 */
    public static String gain(double gain) {
        return String.format(Locale.ROOT, "%+.3f", gain);
    }

    /** 1,846 */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** 48.2k, 2.91M; below 10,000 in full. */
    public static String large(long count) {
        if (count < 10_000) return count(count);
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", count / 1e3)
                : String.format(Locale.ROOT, "%.2fM", count / 1e6);
    }

    /** $0.0004, $0.41, $12.30: four places below a cent, else two. */
    public static String dollars(double usd) {
        return String.format(
                Locale.ROOT, usd != 0 && Math.abs(usd) < 0.01 ? "$%.4f" : "$%,.2f", usd);
    }

    /** 0.21 s, 1.3 s, 2 min 5 s, 1 h 4 min */
    public static String seconds(double seconds) {
        if (seconds < 1) return String.format(Locale.ROOT, "%.2f s", seconds);
        if (seconds < 60) return String.format(Locale.ROOT, "%.1f s", seconds);
        var whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** 95% of a share from 0 to 1. */
    public static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    /** 1.4 MB */
    public static String bytes(long bytes) {
        if (bytes < 1000) return bytes + " B";
        if (bytes < 1_000_000) return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        if (bytes < 1_000_000_000) return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
