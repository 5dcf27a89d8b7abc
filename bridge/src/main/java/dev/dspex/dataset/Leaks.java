package dev.dspex.dataset;

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
import java.util.LinkedHashMap;
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

    private record Found(String split, int line) {}

    /**
     * @param shownAs path of the file
     */
    public record Part(String split, String shownAs, Dataset data) {}

    /**
     * Warnings {@code leak}, each at the row of the later split. Memory grows by about a hundred
     * bytes a row.
     *
     * @param parts in the order in which they are learned from and measured on
     * @throws DatasetChangedException when a file was changed meanwhile
     */
    public static List<Problem> find(Program program, List<Part> parts) {
        Sameness sameness = new Sameness(program);
        Map<Key, Found> exact = new HashMap<>();
        Map<Key, Found> folded = new HashMap<>();
        Map<String, Integer> told = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Part part : parts) {
            List<Runnable> later = new ArrayList<>();
            part.data()
                    .rows()
                    .forEach(
                            row -> {
                                Key same = key(sameness::exact, row.values());
                                Key alike = key(sameness::folded, row.values());
                                Found equal = exact.get(same);
                                Found near = folded.get(alike);
                                if (equal != null) {
                                    add(problems, told, part, row.line(), equal, "same input as");
                                } else if (near != null) {
                                    add(
                                            problems,
                                            told,
                                            part,
                                            row.line(),
                                            near,
                                            "same input, but for case and spaces, as");
                                }
                                Found here = new Found(part.split(), row.line());
                                later.add(
                                        () -> {
                                            exact.putIfAbsent(same, here);
                                            folded.putIfAbsent(alike, here);
                                        });
                            });
            later.forEach(Runnable::run); // within one split the same input twice is no leak
        }
        return problems;
    }

    private static void add(
            List<Problem> problems,
            Map<String, Integer> told,
            Part part,
            int line,
            Found other,
            String relation) {
        int count = told.merge(part.split() + " " + other.split(), 1, Integer::sum);
        if (count > MOST) return;
        problems.add(
                Problem.warning(
                                "leak",
                                "Line %d of \"%s\" has the %s line %d of \"%s\"."
                                        .formatted(
                                                line,
                                                part.split(),
                                                relation,
                                                other.line(),
                                                other.split()),
                                "Take it out of one of them: a score on rows that were learned"
                                        + " from is too good.")
                        .in(part.shownAs())
                        .at(line, 1));
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
