package dev.dspex.program.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what there is to say about a text. */
final class Marks {
    private final String text;
    private final List<Mark> all = new ArrayList<>();
    private boolean errors;

    Marks(String text) {
        this.text = text;
    }

    void error(Span span, String message) {
        errors = true;
        add(span, message, true);
    }

    void warning(Span span, String message) {
        add(span, message, false);
    }

    boolean hasErrors() {
        return errors;
    }

    List<Mark> all() {
        return all.stream().sorted(Comparator.comparingInt(m -> m.span().from())).toList();
    }

    private void add(Span span, String message, boolean error) {
        int from = Math.min(span.from(), text.length());
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        all.add(new Mark(span, line, from - lineStart + 1, message, error));
    }
}
