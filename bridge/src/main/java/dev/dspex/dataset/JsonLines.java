package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One JSON object a line; empty lines are skipped. */
final class JsonLines implements RowFormat {

    private static final int PART = 1 << 16;

    private final JsonMapper mapper;
    private final RowRules rules;

    JsonLines(JsonMapper mapper, RowRules rules) {
        this.mapper = mapper;
        this.rules = rules;
    }

    @Override
    public void scan(CheckedText in, RowIndex index, Consumer<Problem> problems)
            throws IOException {
        byte[] part = new byte[PART];
        ByteArrayOutputStream begun = new ByteArrayOutputStream(); // a line that goes over a part
        long offset = 0;
        int line = 1;
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (part[i] != '\n') continue;
                begun.write(part, start, i - start);
                line(begun, offset, line++, index, problems);
                offset += begun.size() + 1L;
                begun.reset();
                start = i + 1;
            }
            begun.write(part, start, length - start);
        }
        line(begun, offset, line, index, problems);
    }

    private void line(
            ByteArrayOutputStream bytes,
            long offset,
            int line,
            RowIndex index,
            Consumer<Problem> problems) {
        String text = withoutMark(bytes.toString(StandardCharsets.UTF_8));
        if (text.isBlank()) return;
        index.add(offset, line);
        check(text, line, problems);
    }

    private void check(String text, int line, Consumer<Problem> problems) {
        try {
            if (mapper.readTree(text) instanceof ObjectNode row) {
                rules.apply(row, false, line, problems);
            } else {
                problems.accept(
                        rules.problem(
                                "bad_value",
                                say("Line %s is no JSON object.", line),
                                say("Write one object in { } on each line."),
                                line,
                                1));
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            problems.accept(
                    rules.problem(
                            "syntax",
                            say("Line %s is not JSON: %s.", line, e.getOriginalMessage()),
                            say("Write one object in { } on each line."),
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
