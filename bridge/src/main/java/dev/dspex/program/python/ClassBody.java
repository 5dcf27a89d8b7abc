package dev.dspex.program.python;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * A class as written, before its names are known.
 *
 * @param nameSpan of its name
 * @param base full name of what it is made of, empty when it is of nothing that is known
 */
record ClassBody(String name, Span nameSpan, String base, String doc, List<Member> members) {
    private static final Set<String> ENUMS = Set.of("enum.Enum", "enum.StrEnum", "enum.IntEnum");

    /** Whether a class of this base means something here. */
    static boolean known(String base) {
        return base.equals("dspy.Signature")
                || base.equals("pydantic.BaseModel")
                || ENUMS.contains(base);
    }

    /**
     * @param type null where none is written
     * @param value null where none is written
     */
    record Member(String name, Span span, @Nullable Expression type, @Nullable Expression value) {
        /** Where its last word ends. */
        int end() {
            Expression last = value != null ? value : type;
            return last == null ? span.to() : last.span().to();
        }
    }

    boolean isSignature() {
        return base.equals("dspy.Signature");
    }

    boolean isEnum() {
        return ENUMS.contains(base);
    }

    boolean isRecord() {
        return base.equals("pydantic.BaseModel");
    }
}
