package dev.dspex.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Numbers as people read them: the same digits in every format. */
public final class Numbers {
    private Numbers() {}

    /** A score: three digits, or nothing where it is unknown. */
    public static String score(@Nullable Double value) {
        return value == null ? "" : format("%.3f", value);
    }

    /** A difference of scores with its sign. */
    public static String gain(double value) {
        return format("%+.3f", value);
    }

    /** A number as a person writes it: 3, 0.25. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** A p-value; very small ones as a bound. */
    public static String p(double value) {
        return value < 0.0001 ? "< 0.0001" : format("%.4f", value);
    }

    /** A count with thousands marks. */
    public static String count(long value) {
        return format("%,d", value);
    }

    /** Tokens: exact below ten thousand, then 48.2k, then 2.91M. */
    public static String tokens(long value) {
        if (value < 10_000) {
            return count(value);
        }
        return value < 1_000_000 ? format("%.1fk", value / 1e3) : format("%.2fM", value / 1e6);
    }

    /** Dollars; small amounts with four digits, and "unknown" where a price is missing. */
    public static String usd(@Nullable Double value) {
        if (value == null) {
            return "unknown";
        }
        return value != 0 && value < 0.1 ? format("$%.4f", value) : format("$%.2f", value);
    }

    /** A duration: 820 ms, 4.8 s, 17 min 40 s. */
    public static String seconds(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        if (value < 1) {
            return format("%.0f ms", value * 1000);
        }
        if (value < 60) {
            return format("%.1f s", value);
        }
        var whole = Math.round(value);
        return whole < 3600
                ? format("%d min %d s", whole / 60, whole % 60)
                : format("%d h %d min", whole / 3600, whole % 3600 / 60);
    }

    @FormatMethod
    private static String format(@FormatString String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
