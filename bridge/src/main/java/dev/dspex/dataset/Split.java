package dev.dspex.dataset;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded split of rows into parts such as train, validation and test. The same rows, seed and
 * shares give the same parts on every machine. Rows with the same inputs always go to the same
 * part, so that no part leaks into another.
 *
 * @param shares by name of the part, in percent or any other unit; 0 or more, not all 0
 */
public record Split(long seed, Map<String, Integer> shares) {

    public Split {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        if (shares.values().stream().anyMatch(share -> share < 0)
                || shares.values().stream().allMatch(share -> share == 0)) {
            throw new IllegalArgumentException("no shares: " + shares);
        }
    }

    /**
     * What a row says of its place.
     *
     * @param stratum rows of the same one are spread over the parts as the shares say; null for
     *     none
     * @param group rows of the same one stay together
     */
    public record Member(@Nullable String stratum, String group) {}

    /** Numbers of the rows of each part, from 0 and in order. */
    public Map<String, List<Integer>> apply(List<Member> rows) {
        List<List<Integer>> groups = shuffled(rows);
        Map<String, List<Integer>> parts = new LinkedHashMap<>();
        shares.keySet().forEach(part -> parts.put(part, new ArrayList<>()));
        Map<String, long[]> taken = new HashMap<>();
        long[] overall = new long[shares.size()];
        List<String> names = List.copyOf(shares.keySet());
        for (List<Integer> group : groups) {
            String stratum = String.valueOf(rows.get(group.getFirst()).stratum());
            long[] ofStratum = taken.computeIfAbsent(stratum, _ -> new long[names.size()]);
            int part = neediest(ofStratum, overall, group.size());
            ofStratum[part] += group.size();
            overall[part] += group.size();
            parts.getOrDefault(names.get(part), new ArrayList<>()).addAll(group);
        }
        parts.values().forEach(Collections::sort);
        return parts;
    }

    /**
     * Groups by stratum, each shuffled; larger groups first, which leaves the small ones to even
     * out.
     */
    private List<List<Integer>> shuffled(List<Member> rows) {
        Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            byGroup.computeIfAbsent(rows.get(i).group(), _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> groups = new ArrayList<>(byGroup.values());
        Collections.shuffle(groups, new Random(seed));
        groups.sort((a, b) -> b.size() - a.size());
        return groups;
    }

    /** The part that is furthest behind its share of the stratum, then of all. */
    private int neediest(long[] ofStratum, long[] overall, int more) {
        int[] wanted = shares.values().stream().mapToInt(Integer::intValue).toArray();
        int best = -1;
        for (int part = 0; part < wanted.length; part++) {
            if (wanted[part] == 0) continue;
            if (best < 0 || compare(wanted, ofStratum, overall, more, part, best) > 0) {
                best = part;
            }
        }
        return best;
    }

    private static int compare(
            int[] wanted, long[] ofStratum, long[] overall, int more, int a, int b) {
        int byStratum =
                Double.compare(need(wanted, ofStratum, more, a), need(wanted, ofStratum, more, b));
        return byStratum != 0
                ? byStratum
                : Double.compare(need(wanted, overall, more, a), need(wanted, overall, more, b));
    }

    /** Rows that the part lacks when {@code more} are given out. */
    private static double need(int[] wanted, long[] taken, int more, int part) {
        long total = Arrays.stream(taken).sum() + more;
        return (double) total * wanted[part] / Arrays.stream(wanted).sum() - taken[part];
    }
}
