package dev.dspex.app.kit;

import static dev.dspex.app.i18n.Texts.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people say them; the exact one belongs in the tooltip. */
public final class Ago {
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

    private Ago() {}

    /** "2 hours ago". */
    public static String since(Instant then, Instant now) {
        return say(Duration.between(then, now), then);
    }

    public static String exact(Instant then) {
        return EXACT.format(then.atZone(ZoneId.systemDefault()));
    }

    private static String say(Duration past, Instant then) {
        if (past.toMinutes() < 1) return text("kit.ago.now");
        if (past.toMinutes() == 1) return text("kit.ago.minute");
        if (past.toHours() < 1) return text("kit.ago.minutes", past.toMinutes());
        if (past.toHours() == 1) return text("kit.ago.hour");
        if (past.toDays() < 1) return text("kit.ago.hours", past.toHours());
        if (past.toDays() == 1) return text("kit.ago.yesterday");
        if (past.toDays() < 7) return text("kit.ago.days", past.toDays());
        return DAY.format(then.atZone(ZoneId.systemDefault()));
    }
}
