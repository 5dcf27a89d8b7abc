package dev.dspex.program.python;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What stands on the right of a sign: as much of Python as fields and types need. */
sealed interface Expression {
    Span span();

    /**
     * @param dotted {@code dspy.InputField}
     */
    record Name(String dotted, Span span) implements Expression {}

    record Text(String value, Span span) implements Expression {}

    /**
     * @param text with its sign, without underscores
     */
    record Number(String text, Span span) implements Expression {}

    record Subscript(Expression base, List<Expression> items, Span span) implements Expression {}

    record Call(Expression function, List<Expression> positional, List<Keyword> keywords, Span span)
            implements Expression {}

    /** Alternatives with a bar between. */
    record Either(List<Expression> parts, Span span) implements Expression {}

    /** Items in brackets. */
    record Group(List<Expression> items, Span span) implements Expression {}

    record Ellipsis(Span span) implements Expression {}

    /**
     * @param name null for one that takes its name from elsewhere
     */
    record Keyword(@Nullable String name, Expression value, Span span) {}
}
