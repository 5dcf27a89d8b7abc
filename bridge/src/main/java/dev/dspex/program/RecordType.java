package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * A named type with fields of its own.
 *
 * @param comment what stands above its code, without the signs
 */
public record RecordType(String name, String description, List<Field> fields, String comment) {

    public RecordType {
        Names.require(Names.badType(name), "the record type", name);
        Objects.requireNonNull(description, "description");
        fields = List.copyOf(fields);
        Objects.requireNonNull(comment, "comment");
    }

    public RecordType(String name, String description, List<Field> fields) {
        this(name, description, fields, "");
    }

    public RecordType withName(String newName) {
        return new RecordType(newName, description, fields, comment);
    }

    public RecordType withDescription(String newDescription) {
        return new RecordType(name, newDescription, fields, comment);
    }

    public RecordType withFields(List<Field> newFields) {
        return new RecordType(name, description, newFields, comment);
    }

    public RecordType withComment(String newComment) {
        return new RecordType(name, description, fields, newComment);
    }
}
