package dev.dspex;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Files as an accident or an attacker would leave them: valid ones with a few places changed. */
public final class Mangled {
    private static final List<String> PIECES =
            List.of(
                    "",
                    "\"",
                    "'",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\n",
                    "\r",
                    "\t",
                    "\0",
                    "null",
                    "true",
                    "-",
                    "1e999999999",
                    "-0.0",
                    "9".repeat(400),
                    "\uD83D",
                    "\uFEFF",
                    "=1+1",
                    "\"\"",
                    "{}",
                    "[]",
                    "é",
                    "..",
                    "../../etc",
                    "__import__('os')",
                    "$(touch x)");
    private static final int DEEP = 20_000;

    private Mangled() {}

    /** Bytes without any order, some of them none at all. */
    public static byte[] bytes(long seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(3000)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A valid text with up to eight places changed; the bytes need not be UTF-8 any more. */
    public static byte[] of(String valid, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(valid);
        for (var i = 1 + random.nextInt(8); i > 0; i--) change(text, random);
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0)
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static void change(StringBuilder text, Random random) {
        var from = random.nextInt(text.length() + 1);
        var to = Math.min(text.length(), from + random.nextInt(24));
        switch (random.nextInt(7)) {
            case 0 -> text.replace(from, to, "");
            case 1 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            case 2 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
            case 3 -> text.insert(from, text.substring(from, to));
            case 4 -> text.setLength(from);
            case 5 -> word(text, random);
            default -> deep(text, from, random);
        }
    }

    /** One value becomes another piece, so that the rest stays JSON. */
    private static void word(StringBuilder text, Random random) {
        var start = text.indexOf(": ", random.nextInt(text.length() + 1));
        if (start < 0) return;
        var end = text.indexOf("\n", start);
        if (end < 0) end = text.length();
        text.replace(start + 2, end, PIECES.get(random.nextInt(PIECES.size())));
    }

    private static void deep(StringBuilder text, int at, Random random) {
        if (random.nextInt(6) > 0) return;
        var open = List.of("[", "{\"a\":", "list[", "(", "optional[").get(random.nextInt(5));
        text.insert(at, open.repeat(random.nextInt(DEEP)));
    }
}
