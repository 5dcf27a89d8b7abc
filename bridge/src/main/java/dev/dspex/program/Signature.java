package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * What a node asks of the LM.
 *
 * @param name of the Python class
 * @param instructions the task in words; empty means DSPy's own default
 */
public record Signature(String name, String instructions, List<Field> inputs, List<Field> outputs) {

    public Signature {
        Names.require(Names.badSignature(name), "the signature name", name);
        Objects.requireNonNull(instructions, "instructions");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public Signature withInstructions(String newInstructions) {
        return new Signature(name, newInstructions, inputs, outputs);
    }

    public Signature withName(String newName) {
        return new Signature(newName, instructions, inputs, outputs);
    }

    public Signature withInputs(List<Field> newInputs) {
        return new Signature(name, instructions, newInputs, outputs);
    }

    public Signature withOutputs(List<Field> newOutputs) {
        return new Signature(name, instructions, inputs, newOutputs);
    }
}
