package dev.dspex.app.inspector;

import dev.dspex.program.Program;
import dev.dspex.project.ProjectDocument;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What the inspector asks of the project around a program. JavaFX thread only. */
public interface Surroundings {
    /** What is known of the project and not edited here, such as its data. */
    record Fact(String name, String value) {}

    List<Fact> facts();

    /** Settings of the project that can be edited. */
    ProjectDocument settings();

    /** Aliases of LMs. */
    List<String> lms();

    /** Functions of the project's code, as {@code code/tools.py:function}. */
    List<String> functions();

    /** Classes of the project's code, as {@code code/agent.py:Agent}. */
    List<String> classes();

    /** The other programs of the project, by name. */
    Map<String, Program> programs();

    /** Demos in the learned state, null when none is in use. */
    @Nullable Integer demos(String node);

    /** Instruction in the learned state, null when it is the signature's own. */
    @Nullable String learnedInstruction(String node);

    /** Which variables drive parameters here. */
    default ParameterDrivers drivers() {
        return ParameterDrivers.NONE;
    }

    void openSignature(String node);

    void select(String node);
}
