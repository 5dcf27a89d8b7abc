package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * What a node asks of the LM.
 *
 * @param name of the Python class
 * @param instructions the task in words; empty means DSPy's own default
 * @param comment what stands above its code, without the signs
 */
public record Signature(
        String name, String instructions, List<Field> inputs, List<Field> outputs, String comment) {

    public Signature {
        Names.require(Names.badSignature(name), "the signature name", name);
        Objects.requireNonNull(instructions, "instructions");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        Objects.requireNonNull(comment, "comment");
    }

    public Signature(String name, String instructions, List<Field> inputs, List<Field> outputs) {
        this(name, instructions, inputs, outputs, "");
    }

    public Signature withInstructions(String newInstructions) {
        return new Signature(name, newInstructions, inputs, outputs, comment);
    }

    public Signature withName(String newName) {
        return new Signature(newName, instructions, inputs, outputs, comment);
    }

    public Signature withInputs(List<Field> newInputs) {
        return new Signature(name, instructions, newInputs, outputs, comment);
    }

    public Signature withOutputs(List<Field> newOutputs) {
        return new Signature(name, instructions, inputs, newOutputs, comment);
    }

    public Signature withComment(String newComment) {
        return new Signature(name, instructions, inputs, outputs, newComment);
    }
}
