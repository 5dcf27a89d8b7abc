package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.python.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/** Where reading stands among the words, and the expressions from there. */
final class Cursor {
    private static final int DEEPEST = 60;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token now() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean ended() {
        return now().kind() == Kind.END;
    }

    boolean take(String sign) {
        if (!now().is(sign)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String sign) throws BadCode {
        if (!take(sign)) {
            throw bad(say("\"%s\" is missing here.", sign));
        }
    }

    String name(String what) throws BadCode {
        if (now().kind() != Kind.NAME) {
            throw bad(say("%s is missing here.", what));
        }
        return next().text();
    }

    BadCode bad(String message) {
        Token token = now();
        boolean layout = token.from() == token.to() || token.kind() == Kind.NEWLINE;
        if (layout && at > 0) {
            Span before = tokens.get(at - 1).span();
            return new BadCode(
                    new Span(Math.max(before.from(), before.to() - 1), before.to()), message);
        }
        return new BadCode(token.span(), message);
    }

    /** Goes to the end of the line, and of the block that hangs on it. */
    void skipStatement() {
        while (!ended() && now().kind() != Kind.NEWLINE) {
            if (now().kind() == Kind.DEDENT) {
                return;
            }
            next();
        }
        next();
        if (now().kind() == Kind.INDENT) {
            skipBlock();
        }
    }

    void skipBlock() {
        int open = 0;
        do {
            Kind kind = next().kind();
            open += kind == Kind.INDENT ? 1 : kind == Kind.DEDENT ? -1 : 0;
        } while (open > 0 && !ended());
    }

    Expression expression() throws BadCode {
        if (++depth > DEEPEST) {
            throw bad(say("This is nested too deep."));
        }
        int from = now().from();
        List<Expression> parts = new ArrayList<>(List.of(single()));
        while (take("|")) {
            parts.add(single());
        }
        depth--;
        return parts.size() == 1
                ? parts.getFirst()
                : new Expression.Either(parts, new Span(from, end()));
    }

    private int end() {
        return tokens.get(at - 1).to();
    }

    private Expression single() throws BadCode {
        int from = now().from();
        Expression expression = atom();
        while (true) {
            if (take("[")) {
                List<Expression> items = items("]");
                expression = new Expression.Subscript(expression, items, new Span(from, end()));
            } else if (now().is("(")) {
                expression = call(expression, from);
            } else {
                return expression;
            }
        }
    }

    private Expression atom() throws BadCode {
        Token token = now();
        switch (token.kind()) {
            case NAME -> {
                return dotted();
            }
            case NUMBER -> {
                next();
                return new Expression.Number(token.text().replace("_", ""), token.span());
            }
            case STRING -> {
                return strings();
            }
            case OTHER_STRING ->
                    throw bad(say("This is worked out when the program runs. Write a plain text."));
            default -> {}
        }
        if (take("-") || take("+")) {
            Token number = now();
            if (number.kind() != Kind.NUMBER) {
                throw bad(say("A number is missing here."));
            }
            next();
            String sign = token.is("-") ? "-" : "";
            return new Expression.Number(
                    sign + number.text().replace("_", ""), new Span(token.from(), number.to()));
        }
        if (take("...")) {
            return new Expression.Ellipsis(token.span());
        }
        if (take("(")) {
            List<Expression> items = items(")");
            return items.size() == 1
                    ? items.getFirst()
                    : new Expression.Group(items, new Span(token.from(), end()));
        }
        if (take("[")) {
            return new Expression.Group(items("]"), new Span(token.from(), end()));
        }
        throw bad(
                isEnd(token)
                        ? say("Something is missing here.")
                        : say("\"%s\" is not read here.", token.text()));
    }

    private static boolean isEnd(Token token) {
        return token.text().isEmpty();
    }

    private Expression dotted() throws BadCode {
        Token first = next();
        StringBuilder name = new StringBuilder(first.text());
        while (take(".")) {
            name.append('.').append(name(say("A name")));
        }
        return new Expression.Name(name.toString(), new Span(first.from(), end()));
    }

    private Expression strings() throws BadCode {
        int from = now().from();
        StringBuilder text = new StringBuilder();
        while (now().kind() == Kind.STRING) {
            text.append(next().value());
        }
        if (now().kind() == Kind.OTHER_STRING) {
            throw bad(say("This is worked out when the program runs. Write a plain text."));
        }
        return new Expression.Text(text.toString(), new Span(from, end()));
    }

    private List<Expression> items(String close) throws BadCode {
        List<Expression> items = new ArrayList<>();
        while (!take(close)) {
            items.add(expression());
            if (!now().is(close)) {
                expect(",");
            }
        }
        return items;
    }

    private Expression call(Expression function, int from) throws BadCode {
        expect("(");
        List<Expression> positional = new ArrayList<>();
        List<Expression.Keyword> keywords = new ArrayList<>();
        while (!take(")")) {
            Token start = now();
            if (take("**") || take("*")) {
                Expression value = expression();
                keywords.add(new Expression.Keyword(null, value, start.span()));
            } else if (start.kind() == Kind.NAME && tokens.get(at + 1).is("=")) {
                next();
                next();
                Expression value = expression();
                keywords.add(new Expression.Keyword(start.text(), value, start.span()));
            } else {
                positional.add(expression());
            }
            if (!now().is(")")) {
                expect(",");
            }
        }
        return new Expression.Call(function, positional, keywords, new Span(from, end()));
    }
}
