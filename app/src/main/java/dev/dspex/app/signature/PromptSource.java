package dev.dspex.app.signature;

import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;

import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who makes prompts: a worker of the open project. JavaFX thread only. */
public interface PromptSource {
    /** The adapters that there are. */
    List<String> ADAPTERS = List.of("ChatAdapter", "JSONAdapter", "XMLAdapter");

    /** The one that the project runs with. */
    String adapter();

    /** Whether there are workers to ask. */
    ObservableValue<Boolean> ready();

    /** The exact messages that the module would send now. No LM is called. */
    CompletionStage<Prompt> preview(ModuleNode module, Program program, String adapter);
}
