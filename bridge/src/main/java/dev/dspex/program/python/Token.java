package dev.dspex.program.python;

/**
 * A word of Python code.
 *
 * @param text as written; the name in NFKC form, the sign, the number
 * @param value what a string means; empty for others
 */
record Token(Kind kind, String text, String value, int from, int to) {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A string whose value is worked out when the program runs, or bytes. */
        OTHER_STRING,
        SIGN,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }

    Span span() {
        return new Span(from, to);
    }
}
