package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Inputs that stand in two splits: a score on the one says little when the other was learned from.
 */
public final class Leaks {

    /** More warnings than these about two splits say nothing new. */
    private static final int MOST = 20;

    private Leaks() {}

    /** A row with a data file that it is in; {@code number} is from 0, {@code line} from 1. */
    public record Place(String split, String file, int number, int line) {}

    /**
     * An input that stands in two splits.
     *
     * @param row of the later split
     * @param other of the earlier one
     * @param exact false where they differ in case, spaces and how letters are put together
     */
    public record Leak(Place row, Place other, boolean exact) {}

    /**
     * @param shownAs path of the file
     */
    public record Part(String split, String shownAs, Dataset data) {}

    /**
     * Every row whose input stands in an earlier split. Memory grows by about a hundred bytes a
     * row.
     *
     * @param parts in the order in which they are learned from and measured on
     * @throws DatasetChangedException when a file was changed meanwhile
     */
    public static List<Leak> find(Program program, List<Part> parts) {
        Sameness sameness = new Sameness(program);
        Map<Key, Place> exact = new HashMap<>();
        Map<Key, Place> folded = new HashMap<>();
        List<Leak> leaks = new ArrayList<>();
        for (Part part : parts) {
            List<Runnable> later = new ArrayList<>();
            part.data()
                    .rows()
                    .forEach(
                            row -> {
                                Place here = place(part, row);
                                Key same = key(sameness::exact, row.values());
                                Key alike = key(sameness::folded, row.values());
                                Place equal = exact.get(same);
                                Place near = folded.get(alike);
                                if (equal != null) leaks.add(new Leak(here, equal, true));
                                else if (near != null) leaks.add(new Leak(here, near, false));
                                later.add(
                                        () -> {
                                            exact.putIfAbsent(same, here);
                                            folded.putIfAbsent(alike, here);
                                        });
                            });
            later.forEach(Runnable::run); // within one split the same input twice is no leak
        }
        return leaks;
    }

    private static Place place(Part part, Row row) {
        return new Place(part.split(), part.shownAs(), Integer.parseInt(row.id()) - 1, row.line());
    }

    private static String words(Leak leak) {
        Place row = leak.row();
        Place other = leak.other();
        return leak.exact()
                ? say(
                        "Line %s of \"%s\" has the same input as line %s of \"%s\".",
                        row.line(), row.split(), other.line(), other.split())
                : say(
                        "Line %s of \"%s\" has the same input, but for case and spaces, as line %s"
                                + " of \"%s\".",
                        row.line(), row.split(), other.line(), other.split());
    }

    /** Warnings {@code leak}, each at the row of the later split; a few of two splits. */
    public static List<Problem> problems(List<Leak> leaks) {
        Map<String, Integer> told = new HashMap<>();
        return leaks.stream()
                .filter(
                        leak ->
                                told.merge(
                                                leak.row().split() + " " + leak.other().split(),
                                                1,
                                                Integer::sum)
                                        <= MOST)
                .map(Leaks::problem)
                .toList();
    }

    private static Problem problem(Leak leak) {
        return Problem.warning(
                        "leak",
                        words(leak),
                        say(
                                "Take it out of one of them: a score on rows that were learned from"
                                        + " is too good."))
                .in(leak.row().file())
                .at(leak.row().line(), 1);
    }

    private static Key key(Function<ObjectNode, String> of, ObjectNode row) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(of.apply(row).getBytes(StandardCharsets.UTF_8));
            return new Key(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** 128 bits of a hash, so that long inputs cost no memory. */
    private static final class Key {
        private final byte[] bytes;

        Key(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
