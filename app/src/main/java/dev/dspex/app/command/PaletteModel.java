package dev.dspex.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the palette finds. A query may start with the sign of one source: {@code >}, {@code @} or
 * {@code #}.
 */
public final class PaletteModel {
    /** Something to find: commands, nodes, runs. The sign narrows the search to it. */
    public record Source(char sign, String name, Supplier<List<PaletteEntry>> entries) {}

    public record Hit(PaletteEntry entry, Fuzzy.Match match) {}

    private static final int PER_GROUP = 8;

    private final List<Source> sources = new ArrayList<>();

    public PaletteModel(Commands commands, String name) {
        add(new Source('>', name, () -> commands.all().stream().map(PaletteEntry::of).toList()));
    }

    public void add(Source source) {
        sources.add(source);
    }

    public List<Source> sources() {
        return List.copyOf(sources);
    }

    /** The hits, best group first, best hit of a group first. */
    public List<Hit> find(String query) {
        var sign = query.isEmpty() ? ' ' : query.charAt(0);
        var narrowed = sources.stream().anyMatch(source -> source.sign() == sign);
        var words = narrowed ? query.substring(1) : query;
        var hits = new ArrayList<Hit>();
        for (var source : sources) {
            if (narrowed && source.sign() != sign) continue;
            for (var entry : source.entries().get()) {
                Fuzzy.match(words, entry.text()).ifPresent(m -> hits.add(new Hit(entry, m)));
            }
        }
        return grouped(hits, words.isBlank());
    }

    private static List<Hit> grouped(List<Hit> hits, boolean inOrder) {
        var groups = new LinkedHashMap<String, List<Hit>>();
        for (var hit : hits) {
            groups.computeIfAbsent(hit.entry().group(), _ -> new ArrayList<>()).add(hit);
        }
        var order = new ArrayList<Map.Entry<String, List<Hit>>>(groups.entrySet());
        if (!inOrder) {
            var best = Comparator.comparingDouble(PaletteModel::rank).reversed();
            groups.values().forEach(group -> group.sort(best));
            order.sort(Comparator.comparingDouble(group -> -rank(group.getValue().getFirst())));
        }
        return order.stream().flatMap(g -> g.getValue().stream().limit(PER_GROUP)).toList();
    }

    /** What cannot run now stands below what can. */
    private static double rank(Hit hit) {
        return hit.match().score() - (hit.entry().enabled() ? 0 : 4);
    }
}
