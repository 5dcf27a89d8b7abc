package dev.dspex.program.python;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A class as written, before its names are known.
 *
 * @param nameSpan of its name
 * @param base full name of what it is made of, empty when it is of nothing that is known
 */
record ClassBody(String name, Span nameSpan, String base, String doc, List<Member> members) {
    /**
     * @param type null where none is written
     * @param value null where none is written
     */
    record Member(String name, Span span, @Nullable Expression type, @Nullable Expression value) {}

    boolean isSignature() {
        return base.equals("dspy.Signature");
    }

    boolean isRecord() {
        return base.equals("pydantic.BaseModel");
    }
}
