package dev.dspex.app.canvas;

import dev.dspex.program.Node;
import dev.dspex.program.Parts;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.SequencedSet;

/**
 * The program of a run, and which of its nodes the run is about.
 *
 * @param program as it was when the run was asked for
 * @param paths of nodes and ends that take part
 * @param alone the node that runs on inputs of its own, pinned or not; empty for none
 */
record RunPart(Program program, SequencedSet<String> paths, boolean whole, String alone) {
    static RunPart whole(Program program) {
        return new RunPart(program, Parts.whole(program), true, "");
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
        if (!only.isEmpty()) return new RunPart(program, Parts.only(program, only), false, only);
        var until = request.path("until").asString("");
        return until.isEmpty()
                ? whole(program)
                : new RunPart(program, Parts.until(program, until), false, "");
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    /** What a node gave without being run; empty for a node that ran. */
    Map<String, JsonNode> pinned(String path) {
        return path.equals(alone)
                ? Map.of()
                : Parts.node(program, path).map(Node::pinned).orElse(Map.of());
    }
}
