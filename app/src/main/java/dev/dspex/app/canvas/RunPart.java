package dev.dspex.app.canvas;

import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The program of a run, and which of its nodes the run is about.
 *
 * @param program as it was when the run was asked for
 * @param nodes boxes that take part
 * @param alone whether one node runs on inputs of its own, pinned or not
 */
record RunPart(Program program, Set<String> nodes, boolean whole, boolean alone) {
    static RunPart whole(Program program) {
        var all = new HashSet<String>();
        program.nodes().forEach(node -> all.add(node.id()));
        all.add(Names.INPUT);
        all.add(Names.OUTPUT);
        return new RunPart(program, all, true, false);
    }

    /**
     * @param now the program where the request holds none
     */
    static RunPart of(JsonNode request, Program now) {
        var program =
                switch (ProgramFile.parse(request.path("program").toString(), "run")) {
                    case Read.Ok ok -> ok.program();
                    case Read.Draft draft -> draft.program();
                    case Read.Bad _ -> now;
                };
        var only = request.path("only").asString("");
        if (!only.isEmpty()) return new RunPart(program, Set.of(only), false, true);
        var until = request.path("until").asString("");
        if (until.isEmpty()) return whole(program);
        return new RunPart(program, upstream(program, until), false, false);
    }

    boolean has(String id) {
        return nodes.contains(id);
    }

    /** What a node gave without being run; empty for a node that ran. */
    Map<String, JsonNode> pinned(String id) {
        return alone ? Map.of() : program.node(id).map(Node::pinned).orElse(Map.of());
    }

    private static Set<String> upstream(Program program, String node) {
        var needed = new HashSet<>(Set.of(node));
        var grows = true;
        while (grows) {
            grows = false;
            for (var link : program.links())
                if (needed.contains(link.to().node())) grows |= needed.add(link.from().node());
        }
        return needed;
    }
}
