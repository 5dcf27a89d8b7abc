package dev.dspex.program;

import java.util.Objects;

/**
 * A named, typed value that goes into or comes out of a node, a program or a record.
 *
 * @param comment what stands beside it in its code, without the signs: for people, never for an LM
 */
public record Field(
        String name, FieldType type, String description, Constraints constraints, String comment) {

    public Field {
        Names.require(Names.badField(name), "the field name", name);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(constraints, "constraints");
        Objects.requireNonNull(comment, "comment");
    }

    public Field(String name, FieldType type, String description, Constraints constraints) {
        this(name, type, description, constraints, "");
    }

    public Field(String name, FieldType type, String description) {
        this(name, type, description, Constraints.NONE);
    }

    public Field(String name, FieldType type) {
        this(name, type, "");
    }

    public Field withName(String newName) {
        return new Field(newName, type, description, constraints, comment);
    }

    public Field withType(FieldType newType) {
        return new Field(name, newType, description, constraints, comment);
    }

    public Field withDescription(String newDescription) {
        return new Field(name, type, newDescription, constraints, comment);
    }

    public Field withConstraints(Constraints newConstraints) {
        return new Field(name, type, description, newConstraints, comment);
    }

    public Field withComment(String newComment) {
        return new Field(name, type, description, constraints, newComment);
    }
}
