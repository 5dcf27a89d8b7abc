package dev.dspex.program;

import java.util.Arrays;
import java.util.Optional;

/**
 * A function of the project's own Python code, as {@code code/tools.py:order_status}.
 *
 * @param file path relative to the project, with slashes; it never leads out of the project
 */
public record CodeRef(String file, String function) {

    public CodeRef {
        if (!sound(file, function)) {
            throw new IllegalArgumentException(
                    file + ":" + function + " is no function of a project");
        }
    }

    public static Optional<CodeRef> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !sound(text.substring(0, colon), text.substring(colon + 1))) {
            return Optional.empty();
        }
        return Optional.of(new CodeRef(text.substring(0, colon), text.substring(colon + 1)));
    }

    public String text() {
        return file + ":" + function;
    }

    private static boolean sound(String file, String function) {
        boolean inside =
                Arrays.stream(file.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        return inside
                && file.endsWith(".py")
                && file.indexOf('\\') < 0
                && file.indexOf(':') < 0
                && Names.isIdentifier(function);
    }
}
