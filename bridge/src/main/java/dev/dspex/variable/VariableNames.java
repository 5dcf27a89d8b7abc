package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that expressions can hold: identifiers, with dots between. */
final class VariableNames {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Set<String> RESERVED =
            Set.of(
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "false",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "let",
                    "loop",
                    "namespace",
                    "null",
                    "package",
                    "return",
                    "true",
                    "var",
                    "void",
                    "while");

    private VariableNames() {}

    /** Why a name cannot be used, as a sentence; empty where it can. */
    static Optional<String> bad(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    say(
                            "\"%s\" is no name of a variable: letters, digits and _ are, with dots"
                                    + " between.",
                            name));
        }
        for (String part : name.split("\\.")) {
            if (RESERVED.contains(part)) {
                return Optional.of(
                        say(
                                "\"%s\" means something else in expressions, so no variable can be"
                                        + " named \"%s\".",
                                part, name));
            }
        }
        return Optional.empty();
    }
}
