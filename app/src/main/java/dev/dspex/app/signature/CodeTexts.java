package dev.dspex.app.signature;

import dev.dspex.program.python.Reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Texts that the person typed, so that undo brings their comments and spacing back too. */
final class CodeTexts {
    private static final int MOST = 200;

    private record Typed(Reading reading, String text) {}

    private final List<Typed> newestFirst = new ArrayList<>();

    void remember(Reading reading, String text) {
        newestFirst.removeIf(t -> t.text.equals(text));
        newestFirst.addFirst(new Typed(reading, text));
        if (newestFirst.size() > MOST) newestFirst.removeLast();
    }

    /** The newest text whose meaning is right. */
    Optional<String> find(Predicate<Reading> right) {
        return newestFirst.stream().filter(t -> right.test(t.reading)).map(Typed::text).findFirst();
    }
}
