package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of nodes: no id twice, project code that can be found, settings that their kind knows. */
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
                error(
                        at + "/id",
                        node,
                        "id",
                        "duplicate_node",
                        say("There are two nodes \"%s\".", node.id()),
                        say("Rename one."));
            }
            switch (node) {
                case ModuleNode module -> module(module, at);
                case RetrieverNode retriever -> retriever(retriever, at);
                case ToolNode tool -> tool(tool, at);
                case CodeNode code -> code(code, at);
                case ImportedNode imported ->
                        reference(imported, at + "/class", "class", imported.reference());
                case RouterNode _, ProgramNode _ -> {}
            }
            pinned(node, at);
        }
    }

    private void module(ModuleNode node, String at) {
        parameters(node, node.parameters(), node.parameterSpecs(), at);
        if (!node.tools().isEmpty() && !node.usesTools()) {
            found.add(
                    new Finding(
                            at + "/tools",
                            Problem.warning(
                                            "tools_unused",
                                            say(
                                                    "\"%s\" is a %s, which uses no tools.",
                                                    node.id(), node.kindName()),
                                            say("Change the kind, or remove the tools."))
                                    .at(node.id(), "tools")));
        }
        for (int i = 0; i < node.tools().size(); i++) {
            String tool = node.tools().get(i);
            if (tool.startsWith(ServerTool.PREFIX)) {
                serverTool(node, at + "/tools/" + i, tool);
            } else {
                reference(node, at + "/tools/" + i, "tools", tool);
            }
        }
        String deprecated = node.kind().kind().deprecated();
        if (deprecated != null) {
            found.add(
                    new Finding(
                            at + "/kind",
                            Problem.warning(
                                            "deprecated_kind",
                                            say(
                                                    "\"%s\" is a %s, which DSPy gives up.",
                                                    node.id(), node.kindName()),
                                            deprecated)
                                    .at(node.id(), "kind")));
        }
        wrapping(node, at);
    }

    private void wrapping(ModuleNode node, String at) {
        Kind kind = node.kind().kind();
        if (kind.judged()) {
            String reward = node.wrapping().reward();
            if (reward == null && kind.reward()) {
                error(
                        at,
                        node,
                        "reward",
                        "no_reward",
                        say("The node \"%s\" has no reward function.", node.id()),
                        say(
                                "Name one as code/FILE.py:FUNCTION; it takes (args, pred) and"
                                        + " returns a number."));
            } else if (reward != null) {
                reference(node, at + "/reward", "reward", reward);
            }
        }
        if (kind.over()) {
            String over = node.wrapping().over();
            if (node.signature().inputs().stream().noneMatch(f -> f.name().equals(over))) {
                error(
                        over == null ? at : at + "/over",
                        node,
                        "over",
                        "no_over",
                        over == null
                                ? say("The node \"%s\" does not say what it goes over.", node.id())
                                : say(
                                        "\"%s\" goes over \"%s\", which is no input of its"
                                                + " signature.",
                                        node.id(), over),
                        say("Name an input: it takes a list, and each item is worked on."));
            }
        }
    }

    private void retriever(RetrieverNode node, String at) {
        parameters(node, node.parameters(), Kind.required(RetrieverNode.KIND).parameters(), at);
        if (node.corpus().isBlank()
                || node.corpus().startsWith("/")
                || node.corpus().contains("..")
                || node.corpus().contains("\\")) {
            error(
                    at + "/corpus",
                    node,
                    "corpus",
                    "bad_corpus",
                    say("\"%s\" of the node \"%s\" is no corpus.", node.corpus(), node.id()),
                    say("Write files of the project, such as data/handbook/*.md, or train."));
        }
        if (node.method() == RetrieverNode.Method.EMBEDDINGS && node.embedder() == null) {
            error(
                    at,
                    node,
                    "embedder",
                    "no_embedder",
                    say("The retriever \"%s\" has no embedding model.", node.id()),
                    say("Name the alias of one under \"embedder\", or use the method bm25."));
        }
    }

    private void tool(ToolNode node, String at) {
        switch (node.call()) {
            case ToolNode.Function(String function) ->
                    reference(node, at + "/function", "function", function);
            case ToolNode.Command(List<String> command, var _) -> {
                if (command.isEmpty()) {
                    error(
                            at + "/server",
                            node,
                            "server",
                            "bad_tool",
                            say("The server of \"%s\" has an empty command.", node.id()),
                            say("Write the program to start and its arguments."));
                }
            }
            case ToolNode.Remote(String url, var _) -> {
                if (!url.startsWith("http://") && !url.startsWith("https://")) {
                    error(
                            at + "/server/url",
                            node,
                            "server",
                            "bad_tool",
                            say("\"%s\" of the node \"%s\" is no address.", url, node.id()),
                            say("Write one that starts with http:// or https://."));
                }
            }
        }
        if (node.outputs().size() > 1) {
            error(
                    at + "/outputs",
                    node,
                    null,
                    "bad_tool",
                    say("The tool \"%s\" has more than one output.", node.id()),
                    say("Keep one: a tool gives one value."));
        }
    }

    private void code(CodeNode node, String at) {
        if (!node.source().contains("def run(")) {
            error(
                    at + "/source",
                    node,
                    "source",
                    "bad_source",
                    say("The code of \"%s\" defines no function run.", node.id()),
                    say(
                            "Write def run(…) that takes the inputs by name and returns a dict of"
                                    + " the outputs."));
        }
    }

    private void parameters(Node node, Parameters given, List<ParameterSpec> specs, String at) {
        given.values()
                .forEach(
                        (name, value) -> {
                            ParameterSpec spec =
                                    specs.stream()
                                            .filter(s -> s.name().equals(name))
                                            .findFirst()
                                            .orElse(null);
                            String place = at + "/parameters/" + name;
                            if (spec == null) {
                                error(
                                        place,
                                        node,
                                        name,
                                        "unknown_parameter",
                                        say(
                                                "\"%s\" is a %s, which knows no \"%s\".",
                                                node.id(), node.kindName(), name),
                                        Nearest.hint(
                                                name,
                                                specs.stream().map(ParameterSpec::name).toList()));
                            } else {
                                spec.problem(value)
                                        .ifPresent(
                                                rule ->
                                                        error(
                                                                place,
                                                                node,
                                                                name,
                                                                "bad_parameter",
                                                                say(
                                                                        "The parameter \"%s\" of"
                                                                                + " \"%s\" is %s.",
                                                                        name, node.id(), value),
                                                                say("Write %s.", rule)));
                            }
                        });
    }

    private void pinned(Node node, String at) {
        Map<String, ?> pinned = node.pinned();
        Set<String> outputs = new HashSet<>();
        node.outputs().forEach(field -> outputs.add(field.name()));
        for (String name : pinned.keySet()) {
            if (!outputs.contains(name)) {
                error(
                        at + "/pinned",
                        node,
                        name,
                        "bad_pin",
                        say("\"%s\" is pinned and no output of \"%s\".", name, node.id()),
                        say("Remove it, or pin the node anew."));
            }
        }
        if (!pinned.isEmpty() && !(node instanceof RouterNode)) {
            program.links().stream()
                    .filter(link -> link.from().node().equals(node.id()))
                    .map(link -> link.from().field())
                    .filter(name -> outputs.contains(name) && !pinned.containsKey(name))
                    .distinct()
                    .forEach(
                            name ->
                                    error(
                                            at + "/pinned",
                                            node,
                                            name,
                                            "bad_pin",
                                            say(
                                                    "The pinned node \"%s\" has no value for"
                                                            + " \"%s\".",
                                                    node.id(), name),
                                            say("Pin the node anew, or unpin it.")));
        }
    }

    private void serverTool(Node node, String at, String text) {
        if (ServerTool.parse(text).isEmpty()) {
            error(
                    at,
                    node,
                    "tools",
                    "bad_tool",
                    say("\"%s\" of the node \"%s\" is no tool of a server.", text, node.id()),
                    say("Write mcp:COMMAND:TOOL or mcp:https://HOST/PATH:TOOL."));
        }
    }

    private void reference(Node node, String at, String field, String text) {
        if (CodeRef.parse(text).isEmpty()) {
            error(
                    at,
                    node,
                    field,
                    field.equals("tools") ? "bad_tool" : "bad_reference",
                    field.equals("class")
                            ? say(
                                    "\"%s\" of the node \"%s\" is no class of a file.",
                                    text, node.id())
                            : say(
                                    "\"%s\" of the node \"%s\" is no function of a file.",
                                    text, node.id()),
                    field.equals("class")
                            ? say("Write code/FILE.py:CLASS.")
                            : say("Write code/FILE.py:FUNCTION."));
        }
    }

    private void error(
            String at,
            Node node,
            @Nullable String field,
            String code,
            String message,
            String hint) {
        found.add(new Finding(at, Problem.error(code, message, hint).at(node.id(), field)));
    }
}
