package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.python.Token.Kind;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Cuts Python code into words, with the indentation as words of its own. */
final class Lexer {
    private static final int TAB = 8;

    private final String text;
    private final Marks marks;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Span> comments = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int at;
    private int depth;

    private Lexer(String text, Marks marks) {
        this.text = text;
        this.marks = marks;
    }

    /** The words of a text; the last is always END. Any text gives some. */
    static List<Token> tokens(String text, Marks marks) {
        Lexer lexer = new Lexer(text, marks);
        lexer.all();
        return lexer.tokens;
    }

    /** Where the comments of a text are, each from its sign to the end of its line. */
    static List<Span> comments(String text) {
        Lexer lexer = new Lexer(text, new Marks(text));
        lexer.all();
        return lexer.comments;
    }

    private void all() {
        indentation();
        while (at < text.length()) {
            word();
        }
        if (!tokens.isEmpty() && tokens.getLast().kind() != Kind.NEWLINE) {
            add(Kind.NEWLINE, at);
        }
        while (indents.size() > 1) {
            indents.pop();
            add(Kind.DEDENT, at);
        }
        add(Kind.END, at);
    }

    private void word() {
        int start = at;
        char c = text.charAt(at);
        int point = text.codePointAt(at);
        if (c == '\n') {
            at++;
            if (depth == 0) {
                line(start);
            }
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\uFEFF') {
            at++;
        } else if (c == '#') {
            comment();
        } else if (c == '\\'
                && at + 1 < text.length()
                && "\r\n".indexOf(text.charAt(at + 1)) >= 0) {
            at += text.startsWith("\r\n", at + 1) ? 3 : 2;
        } else if (prefixLength() >= 0) {
            string(prefixLength());
        } else if (Character.isUnicodeIdentifierStart(point) || c == '_') {
            name();
        } else if (digit(c) || (c == '.' && at + 1 < text.length() && digit(text.charAt(at + 1)))) {
            number();
        } else {
            sign(point);
        }
    }

    private void line(int start) {
        if (tokens.isEmpty() || tokens.getLast().kind() != Kind.NEWLINE) {
            if (!tokens.isEmpty() && !isLayout(tokens.getLast())) {
                tokens.add(new Token(Kind.NEWLINE, "", "", start, at));
            }
        }
        indentation();
    }

    private static boolean isLayout(Token token) {
        return token.kind() == Kind.INDENT || token.kind() == Kind.DEDENT;
    }

    /** Reads the start of a line; blank lines and comments say nothing about the indentation. */
    private void indentation() {
        int start = at;
        int width = 0;
        while (at < text.length() && " \t\f\r\uFEFF".indexOf(text.charAt(at)) >= 0) {
            width = text.charAt(at) == '\t' ? (width / TAB + 1) * TAB : width + 1;
            at++;
        }
        if (at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '#') {
            return;
        }
        if (start > 0 && text.charAt(start - 1) != '\n') {
            return;
        }
        width = text.charAt(start) == '\uFEFF' ? width - 1 : width;
        if (width > indents.getFirst()) {
            indents.push(width);
            add(Kind.INDENT, start);
        }
        while (width < indents.getFirst()) {
            indents.pop();
            add(Kind.DEDENT, start);
            if (width > indents.getFirst()) {
                marks.error(new Span(start, at), say("The line is indented as none before it."));
                indents.push(width);
            }
        }
    }

    private void comment() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        comments.add(new Span(start, at));
    }

    private void name() {
        int start = at;
        while (at < text.length() && (Character.isUnicodeIdentifierPart(text.codePointAt(at)))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == start) {
            at++;
        }
        String name = Normalizer.normalize(text.substring(start, at), Normalizer.Form.NFKC);
        tokens.add(new Token(Kind.NAME, name, "", start, at));
    }

    private void number() {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponentSign =
                    (c == '-' || c == '+')
                            && "eE".indexOf(text.charAt(at - (at > start ? 1 : 0))) >= 0
                            && !text.startsWith("0x", start);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !exponentSign) {
                break;
            }
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, text.substring(start, at), "", start, at));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private void sign(int point) {
        int start = at;
        if (text.startsWith("...", at)) {
            at += 3;
        } else if (text.startsWith("->", at) || text.startsWith("**", at)) {
            at += 2;
        } else {
            at += Character.charCount(point);
        }
        String sign = text.substring(start, at);
        if ("([{".contains(sign)) {
            depth++;
        } else if (")]}".contains(sign) && depth > 0) {
            depth--;
        }
        tokens.add(new Token(Kind.SIGN, sign, "", start, at));
    }

    /** Letters before the quote of a string that starts here; -1 where none does. */
    private int prefixLength() {
        for (int n = 0; n <= 2 && at + n < text.length(); n++) {
            char c = text.charAt(at + n);
            if (c == '"' || c == '\'') {
                return n;
            }
            if ("rRbBuUfFtT".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    private void string(int prefix) {
        int start = at;
        String kinds = text.substring(at, at + prefix).toLowerCase(Locale.ROOT);
        at += prefix;
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        boolean longOne = text.startsWith(three, at);
        at += longOne ? 3 : 1;
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (longOne ? text.startsWith(three, at) : c == quote) {
                break;
            }
            if (c == '\n' && !longOne) {
                break;
            }
            at += c == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        int to = Math.min(at, text.length());
        at = to;
        boolean closed = at < text.length() && text.charAt(at) != '\n';
        if (longOne) {
            closed = text.startsWith(three, at);
        }
        if (closed) {
            at += longOne ? 3 : 1;
        } else {
            int end = longOne ? from : at;
            marks.error(
                    new Span(start, Math.max(end, start + 1)),
                    say("The closing %s is missing.", (longOne ? three : quote)));
        }
        boolean plain = kinds.isEmpty() || kinds.equals("u") || kinds.equals("r");
        String raw = text.substring(from, to).replace("\r\n", "\n");
        String value =
                !plain
                        ? ""
                        : kinds.equals("r")
                                ? raw
                                : Strings.unescaped(raw, new Span(start, at), marks);
        tokens.add(
                new Token(
                        plain ? Kind.STRING : Kind.OTHER_STRING,
                        text.substring(start, at),
                        value,
                        start,
                        at));
    }

    private void add(Kind kind, int place) {
        tokens.add(new Token(kind, "", "", place, place));
    }
}
