package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/** A named type with fields of its own. */
public record RecordType(String name, String description, List<Field> fields) {

    public RecordType {
        Names.require(Names.badType(name), "the record type", name);
        Objects.requireNonNull(description, "description");
        fields = List.copyOf(fields);
    }
}
