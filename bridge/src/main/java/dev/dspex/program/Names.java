package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names a program may use. Each check gives the reason why a name cannot be used, or nothing.
 */
public final class Names {

    /** The program's own two ends, as node ids of links. */
    public static final String INPUT = "input";

    public static final String OUTPUT = "output";

    private static final Set<String> KEYWORDS =
            words(
                    "False None True and as assert async await break class continue def del elif"
                        + " else except finally for from global if import in is lambda nonlocal not"
                        + " or pass raise return try while with yield");

    private static final Map<String, String> RESERVED_FIELDS =
            reasons(
                    "it is an argument of Predict, so the value would never reach the prompt",
                    "signature new_signature config demos lm prediction",
                    "every signature class has something else of this name",
                    "fields instructions model_config model_fields schema copy json dict",
                    "DSPy uses it for something else",
                    "self base");

    /** Public attributes of dspy.Module, which an attribute of the same name would hide. */
    private static final Map<String, String> RESERVED_NODES =
            reasons(
                    "DSPy or the workbench uses it for something else",
                    "input output acall aforward batch callbacks deepcopy dspex_name dump_state"
                            + " forward get_lm history inspect_history load load_state"
                            + " map_named_predictors named_parameters named_predictors"
                            + " named_sub_modules parameters predictors reset_copy save set_lm");

    private static final Map<String, String> RESERVED_TYPES =
            reasons(
                    "it is a type already",
                    "str int float bool any list dict optional literal record image audio file"
                            + " history code reasoning tool_calls",
                    "the Python that the program becomes uses it for something else",
                    "dspy pydantic pydantic_core Any Literal Optional");

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

    private Names() {}

    public static Optional<String> badNode(String id) {
        return bad(id, RESERVED_NODES);
    }

    public static Optional<String> badField(String name) {
        return bad(name, RESERVED_FIELDS);
    }

    public static Optional<String> badType(String name) {
        return bad(name, RESERVED_TYPES);
    }

    /** Signatures become Python classes. */
    public static Optional<String> badSignature(String name) {
        return bad(name, Map.of());
    }

    /** Programs, projects and LM aliases: they are parts of file names. */
    public static Optional<String> badProgram(String name) {
        return FILE_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        say("it must start with a letter and hold only letters, digits, _ and -"));
    }

    /** Whether Python takes the text as a name; keywords are refused. */
    public static boolean isIdentifier(String text) {
        return badIdentifier(text) == null;
    }

    private static Optional<String> bad(String name, Map<String, String> reserved) {
        String reason = badIdentifier(name);
        if (reason != null) {
            return Optional.of(reason);
        }
        if (name.startsWith("_")) {
            return Optional.of(say("it must not start with an underscore"));
        }
        return Optional.ofNullable(reserved.get(name)).map(why -> say(why));
    }

    private static @Nullable String badIdentifier(String text) {
        if (text.isEmpty()) {
            return say("it is empty");
        }
        int first = text.codePointAt(0);
        boolean letters =
                (Character.isUnicodeIdentifierStart(first) || first == '_')
                        && text.codePoints()
                                .allMatch(
                                        c ->
                                                Character.isUnicodeIdentifierPart(c)
                                                        && !Character.isIdentifierIgnorable(c));
        if (!letters || !Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
            return say("it must start with a letter and hold only letters, digits and underscores");
        }
        return KEYWORDS.contains(text) ? say("it is a keyword of Python") : null;
    }

    static String require(Optional<String> bad, String what, String name) {
        bad.ifPresent(
                reason -> {
                    throw new IllegalArgumentException(
                            what + " \"" + name + "\" cannot be used: " + reason);
                });
        return name;
    }

    /** By word, why it is reserved: a reason, the words that have it, and so on. */
    private static Map<String, String> reasons(String... reasonsAndWords) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < reasonsAndWords.length; i += 2) {
            for (String word : words(reasonsAndWords[i + 1])) {
                all.put(word, reasonsAndWords[i]);
            }
        }
        return Map.copyOf(all);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
