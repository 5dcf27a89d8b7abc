package dev.dspex.dataset;

import dev.dspex.program.Field;
import dev.dspex.program.Program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** When the inputs of two rows count as the same. */
public final class Sameness {

    private final List<String> inputs;

    public Sameness(Program program) {
        inputs = program.inputs().stream().map(Field::name).toList();
    }

    /** Equal for rows whose inputs are equal. */
    public String exact(ObjectNode row) {
        StringBuilder key = new StringBuilder();
        for (String input : inputs) {
            JsonNode value = row.get(input);
            key.append(value == null ? "" : value.toString()).append('\u001f');
        }
        return key.toString();
    }

    /**
     * Equal also for rows whose inputs differ in case, spaces and how letters are put together
     * only.
     */
    public String folded(ObjectNode row) {
        return Normalizer.normalize(exact(row), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(\\\\[nrt]|\\s)+", " ")
                .replaceAll("\" | \"", "\"");
    }
}
