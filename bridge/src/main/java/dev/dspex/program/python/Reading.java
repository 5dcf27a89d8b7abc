package dev.dspex.program.python;

import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What reading the code of a signature came to.
 *
 * @param signature null when there is an error
 * @param types record types that the code declares, in its order
 * @param marks by place
 * @param places where things are named: {@code field} of the signature, {@code Record.field} and
 *     {@code Record}
 */
public record Reading(
        @Nullable Signature signature,
        List<RecordType> types,
        List<Mark> marks,
        Map<String, Span> places) {

    public Reading {
        types = List.copyOf(types);
        marks = List.copyOf(marks);
        places = Map.copyOf(places);
    }
}
