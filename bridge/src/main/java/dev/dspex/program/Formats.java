package dev.dspex.program;

/** The {@code format} number that starts every file of a project. */
public final class Formats {

    private Formats() {}

    /** Whether this version reads the file; if not, the reason is added to the problems. */
    public static boolean known(JsonCursor top, int newest) {
        if (!top.has("format")) {
            top.error(
                    "format",
                    "missing_key",
                    "The file does not say its format.",
                    "Add \"format\": " + newest + " if it was written for this version.");
            return false;
        }
        Integer format = top.whole("format");
        if (format != null && format > newest) {
            top.error(
                    "format",
                    "newer_format",
                    "The file has format "
                            + format
                            + ", and this version reads format "
                            + newest
                            + ".",
                    "Open it with a newer version of DSPex.");
        } else if (format != null && format < 1) {
            top.error(
                    "format",
                    "unknown_format",
                    "There is no format " + format + ".",
                    "Use " + newest + ".");
        }
        return format != null && format >= 1 && format <= newest;
    }
}
