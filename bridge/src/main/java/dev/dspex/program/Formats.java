package dev.dspex.program;

import static dev.dspex.program.Words.say;

/** The {@code format} number that starts every file of a project. */
public final class Formats {

    private Formats() {}

    /** Whether this version reads the file; if not, the reason is added to the problems. */
    public static boolean known(JsonCursor top, int newest) {
        if (!top.has("format")) {
            top.error(
                    "format",
                    "missing_key",
                    say("The file does not say its format."),
                    say("Add \"format\": %s if it was written for this version.", newest));
            return false;
        }
        Integer format = top.whole("format");
        if (format != null && format > newest) {
            top.error(
                    "format",
                    "newer_format",
                    say(
                            "The file has format %s, and this version reads format %s.",
                            format, newest),
                    say("Open it with a newer version of DSPex."));
        } else if (format != null && format < 1) {
            top.error(
                    "format",
                    "unknown_format",
                    say("There is no format %s.", format),
                    say("Use %s.", newest));
        }
        return format != null && format >= 1 && format <= newest;
    }
}
