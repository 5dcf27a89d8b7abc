package dev.dspex.run;

import dev.dspex.infra.LmAlias;
import dev.dspex.program.Program;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.VariableValues;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every run needs: the program and what it runs with.
 *
 * @param project folder of the project
 * @param trusted whether the project's own code may run
 * @param secretInputs inputs that are never stored
 * @param programFile relative to the project; null for a program that was never saved
 * @param state learned state that the program starts with; null for none
 * @param adapter ChatAdapter, JSONAdapter or XMLAdapter
 * @param lm the LM that the program uses
 * @param otherLms further LMs that nodes or the optimizer name
 * @param variables what variables drive in it; null for nothing
 */
public record Setup(
        Path project,
        boolean trusted,
        Set<String> secretInputs,
        Program program,
        @Nullable String programFile,
        @Nullable State state,
        String adapter,
        LmAlias lm,
        List<LmAlias> otherLms,
        long seed,
        @Nullable Variables variables) {
    public Setup {
        secretInputs = Set.copyOf(secretInputs);
        otherLms = List.copyOf(otherLms);
    }

    /** Without variables. */
    public Setup(
            Path project,
            boolean trusted,
            Set<String> secretInputs,
            Program program,
            @Nullable String programFile,
            @Nullable State state,
            String adapter,
            LmAlias lm,
            List<LmAlias> otherLms,
            long seed) {
        this(
                project,
                trusted,
                secretInputs,
                program,
                programFile,
                state,
                adapter,
                lm,
                otherLms,
                seed,
                null);
    }

    /**
     * Values of variables, which stand in the program and in the adapter already.
     *
     * @param values by name, as a run records them
     * @param driven by node what jobs put over the learned state: {@code instructions} and {@code
     *     demos}
     */
    public record Variables(ObjectNode values, ObjectNode driven) {
        static Variables of(Assigned assigned) {
            ObjectNode driven = JsonNodeFactory.instance.objectNode();
            assigned.instructed()
                    .forEach(node -> driven.withObjectProperty(node).put("instructions", true));
            assigned.demos()
                    .forEach(
                            (node, demos) ->
                                    driven.withObjectProperty(node)
                                            .set("demos", VariableValues.json(demos)));
            return new Variables(assigned.record(), driven);
        }
    }

    /** Learned state as DSPy writes it, and the file it is in, relative to the project. */
    public record State(@Nullable String file, ObjectNode content) {}

    /** Whether all its LMs are free, or have a price that is known. */
    boolean priced() {
        return Stream.concat(Stream.of(lm), otherLms.stream())
                .allMatch(asked -> asked.practice() != null || asked.price() != null);
    }

    /** The same with the values of variables; those without problems only. */
    public Setup with(Assigned assigned) {
        if (assigned.values().isEmpty()) {
            return this;
        }
        String chosen = assigned.adapter() == null ? adapter : assigned.adapter();
        return changed(trusted, assigned.program(), state, chosen, seed, Variables.of(assigned));
    }

    /** The same, with the project's own code allowed to run. */
    public Setup trusting() {
        return changed(true, program, state, adapter, seed, variables);
    }

    /** The same with another program. */
    public Setup withProgram(Program other) {
        return changed(trusted, other, state, adapter, seed, variables);
    }

    /** The same asking another LM, which is among those of the run. */
    public Setup withLm(LmAlias other) {
        return new Setup(
                project,
                trusted,
                secretInputs,
                program,
                programFile,
                state,
                adapter,
                other,
                otherLms,
                seed,
                variables);
    }

    /** The same with other LMs besides its own. */
    Setup withLms(List<LmAlias> others) {
        return new Setup(
                project,
                trusted,
                secretInputs,
                program,
                programFile,
                state,
                adapter,
                lm,
                others,
                seed,
                variables);
    }

    /** The same by another adapter. */
    public Setup withAdapter(String other) {
        return changed(trusted, program, state, other, seed, variables);
    }

    /** The same by other chance. */
    public Setup withSeed(long other) {
        return changed(trusted, program, state, adapter, other, variables);
    }

    /** The same as it was before anything was learned. */
    public Setup withoutState() {
        return withState(null);
    }

    /** The same, beginning with another learned state. */
    public Setup withState(@Nullable State other) {
        return changed(trusted, program, other, adapter, seed, variables);
    }

    private Setup changed(
            boolean nowTrusted,
            Program nowProgram,
            @Nullable State nowState,
            String nowAdapter,
            long nowSeed,
            @Nullable Variables nowVariables) {
        return new Setup(
                project,
                nowTrusted,
                secretInputs,
                nowProgram,
                programFile,
                nowState,
                nowAdapter,
                lm,
                otherLms,
                nowSeed,
                nowVariables);
    }
}
