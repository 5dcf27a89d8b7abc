package dev.dspex.compare;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What changed between two versions of a program, part by part. Parts are known by their names, so
 * a node that got another id is one that was removed and one that was added.
 *
 * @param parts those that differ, in the order of the file; what moved on the canvas only is MOVED
 */
public record ProgramDiff(List<Part> parts) {
    /** What a part of a program is. */
    public enum What {
        PROGRAM,
        INPUT,
        OUTPUT,
        TYPE,
        NODE,
        LINK,
        NOTE,
        FRAME,
        LAYOUT
    }

    /** What became of a part. */
    public enum Fate {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED
    }

    /**
     * A part that differs.
     *
     * @param name id of the node, name of the field or type, {@code from → to} of a link
     * @param changes for an added or removed part one change: all of it
     */
    public record Part(What what, String name, Fate fate, List<Change> changes) {}

    private static final String PLACE = "at";

    public ProgramDiff {
        parts = List.copyOf(parts);
    }

    public static ProgramDiff of(Program before, Program after) {
        var found = new ArrayList<Part>();
        var old = ProgramFile.json(before);
        var now = ProgramFile.json(after);
        compare(found, What.PROGRAM, Map.of("", head(old)), Map.of("", head(now)));
        compare(found, What.INPUT, named(old, "inputs"), named(now, "inputs"));
        compare(found, What.OUTPUT, named(old, "outputs"), named(now, "outputs"));
        compare(found, What.TYPE, named(old, "types"), named(now, "types"));
        compare(found, What.NODE, by("id", old.path("nodes")), by("id", now.path("nodes")));
        compare(found, What.LINK, links(old), links(now));
        compare(found, What.NOTE, by("text", old.path("notes")), by("text", now.path("notes")));
        compare(
                found,
                What.FRAME,
                by("title", old.path("frames")),
                by("title", now.path("frames")));
        if (!old.path("ends").equals(now.path("ends")))
            found.add(
                    new Part(
                            What.LAYOUT,
                            "ends",
                            Fate.MOVED,
                            Differences.of(old.get("ends"), now.get("ends"))));
        return new ProgramDiff(found);
    }

    /** Whether both run alike: nothing differs but places, notes and frames. */
    public boolean sameRun() {
        return parts.stream()
                .allMatch(
                        p ->
                                p.fate() == Fate.MOVED
                                        || p.what() == What.NOTE
                                        || p.what() == What.FRAME);
    }

    private static void compare(
            List<Part> found, What what, Map<String, JsonNode> old, Map<String, JsonNode> now) {
        var names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        for (var name : names) {
            var changes = Differences.of(old.get(name), now.get(name));
            if (changes.isEmpty()) continue;
            found.add(new Part(what, name, fate(old, now, name, changes), changes));
        }
    }

    private static Fate fate(
            Map<String, JsonNode> old,
            Map<String, JsonNode> now,
            String name,
            List<Change> changes) {
        if (!old.containsKey(name)) return Fate.ADDED;
        if (!now.containsKey(name)) return Fate.REMOVED;
        return changes.stream().allMatch(c -> isPlace(c.path())) ? Fate.MOVED : Fate.CHANGED;
    }

    private static boolean isPlace(String path) {
        return path.equals(PLACE) || path.startsWith(PLACE + ".");
    }

    private static ObjectNode head(JsonNode program) {
        var head = JsonNodeFactory.instance.objectNode();
        for (var key : List.of("name", "description"))
            if (program.has(key)) head.set(key, program.get(key));
        return head;
    }

    private static Map<String, JsonNode> named(JsonNode program, String list) {
        return by("name", program.path(list));
    }

    private static Map<String, JsonNode> links(JsonNode program) {
        var links = new LinkedHashMap<String, JsonNode>();
        for (var link : program.path("links"))
            links.put(link.path("from").asString() + " → " + link.path("to").asString(), link);
        return links;
    }

    /** Notes may say the same: the second of a name gets a number. */
    private static Map<String, JsonNode> by(String key, JsonNode list) {
        var parts = new LinkedHashMap<String, JsonNode>();
        for (var item : list) {
            var name = item.path(key).asString("");
            var free = name;
            for (int n = 2; parts.containsKey(free); n++) free = name + " (" + n + ")";
            parts.put(free, item);
        }
        return parts;
    }
}
