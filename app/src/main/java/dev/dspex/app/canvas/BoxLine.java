package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.CodeNode;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RouterNode;
import dev.dspex.program.ToolNode;

/** The line below the title of a box: what the node is, and the one setting that matters most. */
final class BoxLine {
    private BoxLine() {}

    static String of(Node node) {
        return switch (node) {
            case ModuleNode module -> module(module);
            case RetrieverNode retriever ->
                    retriever.method().name().equals("BM25")
                            ? "BM25, " + retriever.corpus()
                            : retriever.method().text() + ", " + retriever.corpus();
            case RouterNode router -> text("canvas.box.router", router.on().name());
            case ProgramNode(var _, var inner) ->
                    inner.nodes().size() == 1
                            ? text("canvas.box.program.one")
                            : text("canvas.box.program", inner.nodes().size());
            case ToolNode tool -> tool(tool.call());
            case CodeNode code -> text("canvas.box.code", code.source().strip().lines().count());
            case ImportedNode imported -> named(imported.reference(), "canvas.box.noclass");
        };
    }

    private static String module(ModuleNode node) {
        var wrapping = node.wrapping();
        var inner = wrapping.inner();
        if (!wrapping.members().isEmpty())
            return text("canvas.box.members", node.kindName(), wrapping.members().size());
        if (inner == null) return node.kindName();
        return wrapping.over() == null
                ? text("canvas.box.of", node.kindName(), inner.text())
                : text("canvas.box.over", node.kindName(), inner.text(), wrapping.over());
    }

    private static String tool(ToolNode.Call call) {
        return switch (call) {
            case ToolNode.Function(var reference) -> named(reference, "canvas.box.nofunction");
            case ToolNode.Command(var _, var tool) -> text("canvas.box.mcp", tool);
            case ToolNode.Remote(var _, var tool) -> text("canvas.box.mcp", tool);
        };
    }

    private static String named(String reference, String none) {
        return reference.isBlank() ? text(none) : Box.function(reference);
    }
}
