package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.edit.Levels;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RouterNode;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** Says why a node was left out of a run. */
final class Skips {
    private Skips() {}

    /**
     * "Not taken: urgency is high" where a router decided, else which input got no value.
     *
     * @param path of the node from the top
     * @param absent the input without a value
     * @param inputs what each node was called with last
     */
    static String why(Program whole, String path, String absent, Map<String, JsonNode> inputs) {
        var dot = path.lastIndexOf('.');
        var around = path.substring(0, dot + 1);
        var levels = dot < 0 ? List.<String>of() : List.of(path.substring(0, dot).split("\\."));
        var program = Levels.at(whole, levels).orElse(whole);
        for (var link : program.linksInto(new Port(path.substring(dot + 1), absent))) {
            var router = program.node(link.from().node()).orElse(null);
            var given = router == null ? null : inputs.get(around + router.id());
            if (!(router instanceof RouterNode decided) || given == null) continue;
            var on = decided.on().name();
            if (given.has(on)) return text("canvas.run.nottaken", on, Values.line(given.path(on)));
        }
        return text("canvas.run.novalue", absent);
    }
}
