package dev.dspex.edit;

import dev.dspex.program.Program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Three-way merge of programs, part by part: a node, a link's target, a field, a type. What only
 * one side changed is taken; where both changed the same part differently, it is a conflict.
 *
 * @param program the merged program; the person's own parts stand where there is a conflict
 * @param conflicts what both changed, in words of the file: {@code node classify}
 */
public record Merge(Program program, List<String> conflicts) {

    public Merge {
        conflicts = List.copyOf(conflicts);
    }

    public boolean clean() {
        return conflicts.isEmpty();
    }

    /**
     * @param base what both started from
     * @param mine the person's program
     * @param theirs what the file has now
     */
    public static Merge of(Program base, Program mine, Program theirs) {
        var sides = new Sides(base, mine, theirs, new ArrayList<>());
        var merged =
                mine.withDescription(sides.one("description", Program::description))
                        .withTypes(sides.all("type", Program::types, t -> t.name()))
                        .withInputs(sides.all("input", Program::inputs, f -> f.name()))
                        .withOutputs(sides.all("output", Program::outputs, f -> f.name()))
                        .withNodes(sides.all("node", Program::nodes, n -> n.id()))
                        .withLinks(sides.all("link into", Program::links, Merge::linkKey))
                        .withNotes(sides.all("note", Program::notes, n -> n))
                        .withFrames(sides.all("frame", Program::frames, f -> f))
                        .withEnds(sides.one("the two ends", Program::ends));
        return new Merge(merged, sides.conflicts);
    }

    /** All links into one port are one part: several meet there only behind a router. */
    private static Object linkKey(dev.dspex.program.Link link) {
        return link.to().text();
    }

    private record Sides(Program base, Program mine, Program theirs, List<String> conflicts) {

        <T> T one(String what, Function<Program, T> part) {
            return pick(what, part.apply(base), part.apply(mine), part.apply(theirs));
        }

        <T> List<T> all(String what, Function<Program, List<T>> parts, Function<T, Object> key) {
            var from = index(parts.apply(base), key);
            var ours = index(parts.apply(mine), key);
            var others = index(parts.apply(theirs), key);
            var merged = new ArrayList<T>();
            ours.forEach(
                    (name, own) ->
                            merged.addAll(
                                    pick(
                                            what + " " + text(name),
                                            from.getOrDefault(name, List.of()),
                                            own,
                                            others.getOrDefault(name, List.of()))));
            others.forEach(
                    (name, other) -> {
                        if (ours.containsKey(name)) return;
                        merged.addAll(
                                pick(
                                        what + " " + text(name),
                                        from.getOrDefault(name, List.of()),
                                        List.of(),
                                        other));
                    });
            return merged;
        }

        private <T> T pick(String what, T from, T own, T other) {
            if (Objects.equals(own, other) || Objects.equals(other, from)) return own;
            if (Objects.equals(own, from)) return other;
            conflicts.add(what);
            return own;
        }

        private static String text(Object key) {
            return key instanceof String text ? text : "";
        }

        private static <T> Map<Object, List<T>> index(List<T> parts, Function<T, Object> key) {
            var found = new LinkedHashMap<Object, List<T>>();
            BiFunction<List<T>, List<T>, List<T>> join =
                    (a, b) -> {
                        var both = new ArrayList<>(a);
                        both.addAll(b);
                        return both;
                    };
            parts.forEach(part -> found.merge(key.apply(part), List.of(part), join));
            return found;
        }
    }
}
