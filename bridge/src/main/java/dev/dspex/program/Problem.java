package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong in what the person wrote, and where.
 *
 * @param code stable name of the kind of problem
 * @param message what is wrong, for the person
 * @param hint what to do about it
 * @param file path as the person knows it, relative to the project where there is one
 * @param node id of the node, {@code input} or {@code output} for the program's ends, or name of a
 *     record type
 * @param field name of the field, or key
 * @param line 1-based
 * @param column 1-based, in characters
 */
public record Problem(
        String code,
        Severity severity,
        String message,
        String hint,
        @Nullable String file,
        @Nullable String node,
        @Nullable String field,
        @Nullable Integer line,
        @Nullable Integer column) {

    public static final Comparator<Problem> BY_PLACE =
            Comparator.comparing((Problem problem) -> problem.file == null ? "" : problem.file)
                    .thenComparing(
                            problem -> problem.line == null ? Integer.MAX_VALUE : problem.line)
                    .thenComparing(
                            problem -> problem.column == null ? Integer.MAX_VALUE : problem.column);

    public enum Severity {
        ERROR,
        WARNING
    }

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
    }

    public static Problem error(String code, String message, String hint) {
        return new Problem(code, Severity.ERROR, message, hint, null, null, null, null, null);
    }

    public static Problem warning(String code, String message, String hint) {
        return new Problem(code, Severity.WARNING, message, hint, null, null, null, null, null);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public Problem in(String newFile) {
        return new Problem(code, severity, message, hint, newFile, node, field, line, column);
    }

    public Problem at(@Nullable String newNode, @Nullable String newField) {
        return new Problem(code, severity, message, hint, file, newNode, newField, line, column);
    }

    public Problem at(int newLine, int newColumn) {
        return new Problem(code, severity, message, hint, file, node, field, newLine, newColumn);
    }

    /** {@code file:line:column: message}, as compilers print it; what is unknown is left out. */
    public String text() {
        StringBuilder place = new StringBuilder();
        if (file != null) {
            place.append(file);
            if (line != null) {
                place.append(':').append(line);
                if (column != null) {
                    place.append(':').append(column);
                }
            }
            place.append(": ");
        }
        return place + message;
    }
}
