package dev.dspex.program;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A class of DSPy, or a pattern of ours, that a node with a signature can be. */
public enum ModuleKind {
    PREDICT("Predict"),
    CHAIN_OF_THOUGHT("ChainOfThought"),
    REACT("ReAct"),
    REACT_V2("ReActV2"),
    PROGRAM_OF_THOUGHT("ProgramOfThought"),
    CODE_ACT("CodeAct"),
    RLM("RLM"),
    MULTI_CHAIN_COMPARISON("MultiChainComparison"),
    BEST_OF_N("BestOfN"),
    REFINE("Refine"),
    SELF_CORRECTING("SelfCorrecting"),
    TREE_OF_THOUGHTS("TreeOfThoughts"),
    CONSENSUS("Consensus"),
    PARALLEL("Parallel");

    private final String text;

    ModuleKind(String text) {
        this.text = text;
    }

    /** Name of the class. */
    public String text() {
        return text;
    }

    /** What the table of kinds says about it. */
    public Kind kind() {
        return Kind.required(text);
    }

    /** Outputs that DSPy adds by itself; a signature does not name them. */
    public List<Field> automatic() {
        return kind().outputs();
    }

    public boolean usesTools() {
        return kind().tools();
    }

    /** Whether it runs another module, several times or for each item of a list. */
    public boolean wraps() {
        return kind().inner();
    }

    /** Whether such a module can run it: it asks for its signature in one call. */
    public boolean wrappable() {
        return !wraps() && this != MULTI_CHAIN_COMPARISON && this != TREE_OF_THOUGHTS;
    }

    public static Optional<ModuleKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
