package dev.dspex.program;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A class of dspy.Module that a node can be. */
public enum ModuleKind {
    PREDICT("Predict", List.of()),
    CHAIN_OF_THOUGHT("ChainOfThought", List.of(new Field("reasoning", FieldType.Basic.STR))),
    REACT("ReAct", List.of(new Field("trajectory", new FieldType.DictOf(FieldType.Basic.ANY))));

    private final String text;
    private final List<Field> automatic;

    ModuleKind(String text, List<Field> automatic) {
        this.text = text;
        this.automatic = automatic;
    }

    /** Name of the DSPy class. */
    public String text() {
        return text;
    }

    /** Outputs that DSPy adds by itself; a signature does not name them. */
    public List<Field> automatic() {
        return automatic;
    }

    public boolean usesTools() {
        return this == REACT;
    }

    public static Optional<ModuleKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
