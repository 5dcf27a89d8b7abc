package dev.dspex.dataset;

import dev.dspex.program.Problem;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One JSON object a line; empty lines are skipped. */
final class JsonLines implements RowFormat {

    private final JsonMapper mapper;
    private final RowRules rules;

    JsonLines(JsonMapper mapper, RowRules rules) {
        this.mapper = mapper;
        this.rules = rules;
    }

    @Override
    public void scan(CheckedText in, RowIndex index, Consumer<Problem> problems)
            throws IOException {
        InputStream bytes = new BufferedInputStream(in, 1 << 16);
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        long offset = 0;
        for (int line = 1; ; line++) {
            buffer.reset();
            int b = bytes.read();
            while (b >= 0 && b != '\n') {
                buffer.write(b);
                b = bytes.read();
            }
            String text = withoutMark(buffer.toString(StandardCharsets.UTF_8));
            if (!text.isBlank()) {
                index.add(offset, line);
                check(text, line, problems);
            }
            if (b < 0) {
                return;
            }
            offset += buffer.size() + 1L;
        }
    }

    private void check(String text, int line, Consumer<Problem> problems) {
        try {
            if (mapper.readTree(text) instanceof ObjectNode row) {
                rules.apply(row, false, line, problems);
            } else {
                problems.accept(
                        rules.problem(
                                "bad_value",
                                "Line " + line + " is no JSON object.",
                                "Write one object in { } on each line.",
                                line,
                                1));
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            problems.accept(
                    rules.problem(
                            "syntax",
                            "Line " + line + " is not JSON: " + e.getOriginalMessage() + ".",
                            "Write one object in { } on each line.",
                            line,
                            at == null ? 1 : Math.max(1, at.getColumnNr())));
        }
    }

    @Override
    public ObjectNode row(String text) {
        ObjectNode row = (ObjectNode) mapper.readTree(withoutMark(text));
        rules.apply(row, false, 1, _ -> {});
        return row;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
