package dev.dspex.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of nodes: no id twice, tools that can be found, settings that their kind knows. */
final class NodeRules {

    private final Program program;
    private final List<Finding> found;

    NodeRules(Program program, List<Finding> found) {
        this.program = program;
        this.found = found;
    }

    void check() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < program.nodes().size(); i++) {
            Node node = program.nodes().get(i);
            String at = "/nodes/" + i;
            if (!seen.add(node.id())) {
                add(
                        at + "/id",
                        node,
                        "id",
                        Problem.error(
                                "duplicate_node",
                                "There are two nodes \"" + node.id() + "\".",
                                "Rename one."));
            }
            switch (node) {
                case ModuleNode module -> module(module, at);
            }
        }
    }

    private void module(ModuleNode node, String at) {
        if (node.parameters().maxIters() != null && !node.kind().usesTools()) {
            add(
                    at + "/parameters/max_iters",
                    node,
                    "max_iters",
                    Problem.error(
                            "unknown_parameter",
                            "\"%s\" is a %s, and only ReAct knows max_iters."
                                    .formatted(node.id(), node.kind().text()),
                            "Remove it, or change the kind."));
        }
        if (!node.tools().isEmpty() && !node.kind().usesTools()) {
            add(
                    at + "/tools",
                    node,
                    "tools",
                    Problem.warning(
                            "tools_unused",
                            "Only ReAct uses tools, and \"%s\" is a %s."
                                    .formatted(node.id(), node.kind().text()),
                            "Change the kind, or remove the tools."));
        }
        for (int i = 0; i < node.tools().size(); i++) {
            String tool = node.tools().get(i);
            if (CodeRef.parse(tool).isEmpty()) {
                add(
                        at + "/tools/" + i,
                        node,
                        "tools",
                        Problem.error(
                                "bad_tool",
                                "\"" + tool + "\" of the node \"" + node.id() + "\" is no tool.",
                                "Write code/FILE.py:FUNCTION."));
            }
        }
    }

    private void add(String at, Node node, String field, Problem problem) {
        found.add(new Finding(at, problem.at(node.id(), field)));
    }
}
