package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program as boxes and links in columns by depth, and its signatures as tables. */
final class ProgramPictures {
    private static final double BOX_WIDTH = 132;
    private static final double BOX_HEIGHT = 40;
    private static final double GAP_X = 44;
    private static final double GAP_Y = 16;

    /** A box of the picture. */
    private record Box(String title, String kind, double x, double y) {}

    private ProgramPictures() {}

    static Report.@Nullable ProgramPicture of(
            JsonNode program, List<Report.VariableLine> variables) {
        if (!program.path("nodes").isArray()) {
            return null;
        }
        var signatures = new ArrayList<Report.Signature>();
        for (var node : program.path("nodes")) {
            signatures.add(signature(node));
        }
        return new Report.ProgramPicture(draw(program), signatures, variables);
    }

    private static Report.Signature signature(JsonNode node) {
        var signature = node.path("signature");
        var fields = new ArrayList<Report.Field>();
        for (var role : List.of("input", "output")) {
            for (var field : signature.path(role + "s")) {
                fields.add(
                        new Report.Field(
                                field.path("name").asString(""),
                                role,
                                field.path("type").asString(""),
                                field.path("description").asString("")));
            }
        }
        return new Report.Signature(
                title(node),
                node.path("kind").asString(""),
                signature.path("instructions").asString(""),
                fields);
    }

    private static String title(JsonNode node) {
        return node.path("title").asString(node.path("id").asString(""));
    }

    private static String draw(JsonNode program) {
        var boxes = boxes(program);
        var width = boxes.values().stream().mapToDouble(b -> b.x() + BOX_WIDTH).max().orElse(0) + 2;
        var height =
                boxes.values().stream().mapToDouble(b -> b.y() + BOX_HEIGHT).max().orElse(0) + 2;
        var svg =
                new Svg(
                        (int) width,
                        (int) height,
                        "Program of " + program.path("nodes").size() + " nodes");
        for (var pair : pairs(program)) {
            var from = boxes.get(pair.get(0));
            var to = boxes.get(pair.get(1));
            if (from != null && to != null) {
                link(svg, from, to);
            }
        }
        for (var box : boxes.values()) {
            svg.box(box.x() + 1, box.y() + 1, BOX_WIDTH, BOX_HEIGHT, Ink.CARD, Ink.BORDER);
            svg.text(box.x() + 11, box.y() + 18, "start", Ink.TEXT, 12, true, cut(box.title()));
            svg.text(box.x() + 11, box.y() + 33, "start", Ink.MUTED, 11, false, cut(box.kind()));
        }
        return svg.done();
    }

    private static void link(Svg svg, Box from, Box to) {
        var x1 = from.x() + BOX_WIDTH + 1;
        var y1 = from.y() + BOX_HEIGHT / 2;
        var x2 = to.x() + 1;
        var y2 = to.y() + BOX_HEIGHT / 2;
        var bend = Math.max(20, (x2 - x1) / 2);
        svg.path(
                "M%s %s C%s %s %s %s %s %s"
                        .formatted(
                                Svg.n(x1),
                                Svg.n(y1),
                                Svg.n(x1 + bend),
                                Svg.n(y1),
                                Svg.n(x2 - bend),
                                Svg.n(y2),
                                Svg.n(x2),
                                Svg.n(y2)),
                Ink.MUTED,
                1.3,
                "");
    }

    private static Map<String, Box> boxes(JsonNode program) {
        var depths = depths(program);
        var last = depths.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        var used = new LinkedHashMap<Integer, Integer>();
        var boxes = new LinkedHashMap<String, Box>();
        for (var entry : depths.entrySet()) {
            var id = entry.getKey();
            int column = id.equals("output") ? last : entry.getValue();
            var row = used.merge(column, 1, Integer::sum) - 1;
            boxes.put(
                    id,
                    new Box(
                            name(program, id),
                            kind(program, id),
                            column * (BOX_WIDTH + GAP_X),
                            row * (BOX_HEIGHT + GAP_Y)));
        }
        return boxes;
    }

    /** The longest way from the input, so that every link runs to the right. */
    private static Map<String, Integer> depths(JsonNode program) {
        var depths = new LinkedHashMap<String, Integer>();
        depths.put("input", 0);
        for (var node : program.path("nodes")) {
            depths.put(node.path("id").asString(""), 1);
        }
        depths.put("output", 1);
        var pairs = pairs(program);
        for (var round = 0; round < depths.size(); round++) {
            for (var pair : pairs) {
                var from = depths.get(pair.get(0));
                if (from != null && depths.containsKey(pair.get(1))) {
                    depths.merge(pair.get(1), from + 1, Math::max);
                }
            }
        }
        return depths;
    }

    private static Set<List<String>> pairs(JsonNode program) {
        var pairs = new LinkedHashSet<List<String>>();
        for (var link : program.path("links")) {
            pairs.add(
                    List.of(
                            node(link.path("from").asString("")),
                            node(link.path("to").asString(""))));
        }
        return pairs;
    }

    private static String node(String port) {
        var dot = port.indexOf('.');
        return dot < 0 ? port : port.substring(0, dot);
    }

    private static String name(JsonNode program, String id) {
        for (var node : program.path("nodes")) {
            if (node.path("id").asString("").equals(id)) {
                return title(node);
            }
        }
        return id;
    }

    private static String kind(JsonNode program, String id) {
        for (var node : program.path("nodes")) {
            if (node.path("id").asString("").equals(id)) {
                return node.path("kind").asString("");
            }
        }
        return program.path(id + "s").size() + " fields";
    }

    private static String cut(String text) {
        return text.length() <= 18 ? text : text.substring(0, 17) + "…";
    }
}
