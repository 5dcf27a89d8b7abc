package dev.dspex.agent;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of what agents can do and need. Any other name may be used as well. */
public final class Capabilities {
    /** Makes programs better: takes part in distributed optimization. */
    public static final String DSPY_OPTIMIZATION = "dspy_optimization";

    /** Writes instructions. */
    public static final String PROMPT_GENERATION = "prompt_generation";

    /** Makes programs of modules. */
    public static final String MODULE_COMPOSITION = "module_composition";

    /** An LM that is set up; found out by itself. */
    public static final String LLM_ACCESS = "llm_access";

    /** Rows to learn from; found out by itself. */
    public static final String TRAINING_DATA = "training_data";

    /** The project's own code may run; found out by itself. */
    public static final String PROJECT_CODE = "project_code";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private Capabilities() {}

    /** Whether a capability may have this name: lower case letters, digits and {@code _}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Those that are wanted and not there, in their order. */
    public static Set<String> missing(Set<String> wanted, Set<String> there) {
        var missing = new LinkedHashSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }
}
