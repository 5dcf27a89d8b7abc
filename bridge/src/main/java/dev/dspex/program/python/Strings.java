package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Texts within Python code. */
final class Strings {
    private static final int TAB = 8;
    private static final String SIMPLE = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000B";

    private Strings() {}

    /** The text in single quotes. */
    static String quoted(String text) {
        return "'" + escaped(text, true) + "'";
    }

    /** A pattern as a raw string where that can be. */
    static String pattern(String pattern) {
        boolean raw =
                pattern.chars().noneMatch(c -> c == '\'' || special(c)) && !pattern.endsWith("\\");
        return raw ? "r'" + pattern + "'" : quoted(pattern);
    }

    /** Lines of a docstring that reads back as the text, cleaned of its indentation. */
    static List<String> docstring(String text, String indent) {
        List<String> lines = new ArrayList<>();
        boolean simple =
                cleaned(laidOut(text, indent)).equals(text)
                        && text.codePoints().noneMatch(c -> c != '\n' && special(c))
                        && !text.isEmpty();
        if (!simple) {
            lines.add(indent + quoted(text));
            return lines;
        }
        boolean quote = text.endsWith("\"");
        String most = quote ? text.substring(0, text.length() - 1) : text;
        String body =
                escaped(most, false).replace("\"\"\"", "\\\"\\\"\\\"") + (quote ? "\\\"" : "");
        String[] parts = body.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            String start = i == 0 ? indent + "\"\"\"" : parts[i].isEmpty() ? "" : indent;
            lines.add(start + parts[i]);
        }
        if (parts.length > 1) {
            lines.add(indent + "\"\"\"");
        } else {
            lines.set(0, lines.getFirst() + "\"\"\"");
        }
        return lines;
    }

    /** The text as it stands between the quotes of a docstring. */
    private static String laidOut(String text, String indent) {
        String inside = text.replaceAll("\n(?!\n|$)", "\n" + indent);
        return text.indexOf('\n') < 0 ? inside : inside + "\n" + indent;
    }

    /** As Python's inspect.cleandoc: without the indentation that all but the first line share. */
    static String cleaned(String text) {
        String[] lines = expanded(text).split("\n", -1);
        int margin = Integer.MAX_VALUE;
        for (int i = 1; i < lines.length; i++) {
            String content = lstrip(lines[i]);
            if (!content.isEmpty()) {
                margin = Math.min(margin, lines[i].length() - content.length());
            }
        }
        List<String> clean = new ArrayList<>();
        clean.add(lstrip(lines[0]));
        for (int i = 1; i < lines.length; i++) {
            clean.add(
                    margin == Integer.MAX_VALUE
                            ? lines[i]
                            : lines[i].substring(Math.min(margin, lines[i].length())));
        }
        while (!clean.isEmpty() && clean.getLast().isEmpty()) {
            clean.removeLast();
        }
        while (!clean.isEmpty() && clean.getFirst().isEmpty()) {
            clean.removeFirst();
        }
        return String.join("\n", clean);
    }

    private static String lstrip(String line) {
        int start = 0;
        while (start < line.length()
                && (Character.isWhitespace(line.charAt(start))
                        || Character.isSpaceChar(line.charAt(start)))) {
            start++;
        }
        return line.substring(start);
    }

    private static String expanded(String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder wide = new StringBuilder();
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                int more = TAB - column % TAB;
                wide.append(" ".repeat(more));
                column += more;
            } else {
                wide.append(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return wide.toString();
    }

    private static String escaped(String text, boolean single) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                safe.append(c).append(text.charAt(++i));
            } else if (c == '\\') {
                safe.append("\\\\");
            } else if (c == '\'' && single) {
                safe.append("\\'");
            } else if (c == '\n') {
                safe.append(single ? "\\n" : "\n");
            } else if (c == '\r') {
                safe.append("\\r");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (special(c)) {
                safe.append(
                        c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    /** What cannot be seen, or ends a line in some editor. */
    private static boolean special(int c) {
        return c < 0x20
                || (c >= 0x7F && c < 0xA0)
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || Character.getType(c) == Character.FORMAT
                || (c >= 0xD800 && c < 0xE000);
    }

    /** What the inside of a string that is not raw means. */
    static String unescaped(String raw, Span place, Marks marks) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i >= raw.length()) {
                text.append(c);
                continue;
            }
            char next = raw.charAt(i++);
            int simple = SIMPLE.indexOf(next);
            int digits = next == 'x' ? 2 : next == 'u' ? 4 : next == 'U' ? 8 : 0;
            if (simple >= 0) {
                text.append(MEANT.charAt(simple));
            } else if (digits > 0) {
                Integer code = hex(raw, i, digits);
                if (code == null) {
                    marks.error(place, say("After \\%s come %s hex digits.", next, digits));
                } else {
                    text.appendCodePoint(code);
                    i += digits;
                }
            } else if (next >= '0' && next <= '7') {
                int end = i;
                while (end < raw.length()
                        && end < i + 2
                        && "01234567".indexOf(raw.charAt(end)) >= 0) {
                    end++;
                }
                text.append((char) Integer.parseInt(raw.substring(i - 1, end), 8));
                i = end;
            } else if (next == 'N') {
                marks.error(place, say("Write the character itself instead of \\N{…}."));
            } else if (next != '\n') {
                text.append('\\').append(next);
            }
        }
        return text.toString();
    }

    private static @Nullable Integer hex(String raw, int from, int digits) {
        if (from + digits > raw.length()) {
            return null;
        }
        String hex = raw.substring(from, from + digits);
        if (!hex.matches("[0-9a-fA-F]+")) {
            return null;
        }
        long code = Long.parseLong(hex, 16);
        return code <= Character.MAX_CODE_POINT ? (Integer) (int) code : null;
    }
}
