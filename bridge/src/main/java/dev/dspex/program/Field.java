package dev.dspex.program;

import java.util.Objects;

/** A named, typed value that goes into or comes out of a node, a program or a record. */
public record Field(String name, FieldType type, String description, Constraints constraints) {

    public Field {
        Names.require(Names.badField(name), "the field name", name);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(constraints, "constraints");
    }

    public Field(String name, FieldType type, String description) {
        this(name, type, description, Constraints.NONE);
    }

    public Field(String name, FieldType type) {
        this(name, type, "");
    }

    public Field withName(String newName) {
        return new Field(newName, type, description, constraints);
    }

    public Field withType(FieldType newType) {
        return new Field(name, newType, description, constraints);
    }

    public Field withDescription(String newDescription) {
        return new Field(name, type, newDescription, constraints);
    }

    public Field withConstraints(Constraints newConstraints) {
        return new Field(name, type, description, newConstraints);
    }
}
