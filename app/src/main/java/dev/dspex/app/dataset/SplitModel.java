package dev.dspex.app.dataset;

import dev.dspex.dataset.Sameness;
import dev.dspex.dataset.Split;
import dev.dspex.dataset.SplitFiles;
import dev.dspex.dataset.Table;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How the rows of a table would fall into parts. Any thread: a table is immutable. */
final class SplitModel {
    static final List<String> PARTS = List.of("train", "validation", "test");

    /** More values of a column than these are counted together. */
    static final int MOST_CLASSES = 12;

    /**
     * What the person chose.
     *
     * @param stratum column whose values are spread evenly; null for none
     * @param folder name of the new folder beside the source
     */
    record Choice(Split split, @Nullable String stratum, String folder) {}

    /**
     * Rows of one value of the column in each part.
     *
     * @param name the value; null for the values that are counted together
     */
    record Count(@Nullable String name, List<Integer> parts) {
        int rows() {
            return parts.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * @param rows numbers from 0 by part
     * @param classes the most frequent first; empty where no column is chosen
     */
    record Preview(Map<String, List<Integer>> rows, List<Count> classes) {
        int count(String part) {
            return rows.getOrDefault(part, List.of()).size();
        }

        boolean isEmpty() {
            return rows.values().stream().allMatch(List::isEmpty);
        }
    }

    private final Table table;
    private final String source;
    private final List<String> groups;

    /**
     * Takes a while for many rows.
     *
     * @param source path of the table's file in the project
     */
    SplitModel(Table table, String source, Program program) {
        this.table = table;
        this.source = source;
        var same = new Sameness(program);
        groups = table.rows().stream().map(row -> same.folded(row.values())).toList();
    }

    Preview preview(Choice choice) {
        var classes = classes(choice.stratum());
        var rows =
                choice.split()
                        .apply(
                                IntStream.range(0, groups.size())
                                        .mapToObj(
                                                i ->
                                                        new Split.Member(
                                                                classes.get(i), groups.get(i)))
                                        .toList());
        return new Preview(rows, choice.stratum() == null ? List.of() : counts(rows, classes));
    }

    private List<String> classes(@Nullable String column) {
        return table.rows().stream()
                .map(row -> column == null ? "" : RowsModel.text(row.get(column)))
                .toList();
    }

    private static List<Count> counts(Map<String, List<Integer>> rows, List<String> classes) {
        var byClass = new LinkedHashMap<String, int[]>();
        for (int part = 0; part < PARTS.size(); part++) {
            for (var row : rows.getOrDefault(PARTS.get(part), List.of()))
                byClass.computeIfAbsent(classes.get(row), _ -> new int[PARTS.size()])[part]++;
        }
        var counts = new ArrayList<Count>();
        byClass.forEach((name, parts) -> counts.add(new Count(name, list(parts))));
        counts.sort(
                Comparator.comparingInt(Count::rows)
                        .reversed()
                        .thenComparing(count -> String.valueOf(count.name())));
        if (counts.size() <= MOST_CLASSES) return List.copyOf(counts);
        var shown = new ArrayList<>(counts.subList(0, MOST_CLASSES));
        var rest = new int[PARTS.size()];
        for (var count : counts.subList(MOST_CLASSES, counts.size())) {
            for (int part = 0; part < rest.length; part++) rest[part] += count.parts().get(part);
        }
        shown.add(new Count(null, list(rest)));
        return List.copyOf(shown);
    }

    private static List<Integer> list(int[] parts) {
        return IntStream.of(parts).boxed().toList();
    }

    /**
     * @throws IOException when nothing was written
     */
    SplitFiles write(Choice choice, Path project, Map<String, String> data) throws IOException {
        return SplitFiles.write(
                project,
                beside(source, choice.folder()),
                source,
                table,
                choice.split(),
                choice.stratum(),
                preview(choice).rows(),
                data);
    }

    /** The path of a file beside another, both relative to the project, with slashes. */
    static String beside(String file, String name) {
        return file.substring(0, file.lastIndexOf('/') + 1) + name;
    }

    /** A name for the folder that is free: "tickets-split", "tickets-split-2" … */
    static String freeFolder(Path project, String source) {
        var file = source.substring(source.lastIndexOf('/') + 1);
        var dot = file.lastIndexOf('.');
        var stem = (dot < 0 ? file : file.substring(0, dot)) + "-split";
        var name = stem;
        for (int i = 2; Files.exists(project.resolve(beside(source, name))); i++)
            name = stem + "-" + i;
        return name;
    }
}
