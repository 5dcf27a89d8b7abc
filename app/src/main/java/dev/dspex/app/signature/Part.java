package dev.dspex.app.signature;

/** A list of fields that is edited: one of the two of the signature, or that of a record type. */
sealed interface Part {
    record Inputs() implements Part {}

    record Outputs() implements Part {}

    record Record(String name) implements Part {}

    Part INPUTS = new Inputs();
    Part OUTPUTS = new Outputs();

    /** Names the part within a gesture. */
    default String key() {
        return switch (this) {
            case Inputs _ -> "inputs";
            case Outputs _ -> "outputs";
            case Record(var name) -> "record-" + name;
        };
    }
}
