package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.run.NodeInputsSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.edit.Edits;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Field;
import dev.dspex.program.Node;
import dev.dspex.program.Parts;
import dev.dspex.run.LastCalls;
import dev.dspex.run.RunRequest.Part;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs of a part of the project's main program, and outputs of its nodes that are pinned; nodes of
 * inner programs too. JavaFX thread only.
 */
final class NodeRuns {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRuns.class);

    private final OpenProject project;
    private final LastCalls calls;
    private final Supplier<String> shown;
    private final Supplier<Optional<ObjectNode>> form;
    private final Background background;
    private final MainWindow window;
    private final BiConsumer<ObjectNode, Part> start;

    /**
     * @param shown id of the run on the canvas, empty for none
     * @param form inputs of the program as they were typed; empty where something is wrong
     * @param start runs a part of the program on these inputs
     */
    NodeRuns(
            OpenProject project,
            LastCalls calls,
            Supplier<String> shown,
            Supplier<Optional<ObjectNode>> form,
            Background background,
            MainWindow window,
            BiConsumer<ObjectNode, Part> start) {
        this.project = project;
        this.calls = calls;
        this.shown = shown;
        this.form = form;
        this.background = background;
        this.window = window;
        this.start = start;
    }

    /**
     * @param id path of the node from the top, as everywhere here
     */
    void perform(NodeCommand command, String id) {
        switch (command) {
            case HERE -> form.get().ifPresent(values -> start.accept(values, new Part.Until(id)));
            case RUN -> run(id);
            case RUN_WITH -> runWith(id);
            case PIN -> pin(id);
            case UNPIN -> unpin(id);
        }
    }

    /** Runs a node alone on its last inputs; asks for them where they are not known. */
    private void run(String id) {
        last(
                id,
                call -> {
                    var node = node(id).orElse(null);
                    if (node == null) return;
                    if (call != null && call.repeatable() && fits(node, call.inputs()))
                        only(id, (ObjectNode) call.inputs().deepCopy());
                    else ask(id, node, call);
                });
    }

    /** Asks for the inputs of a node, with the last ones filled in, and runs it alone. */
    private void runWith(String id) {
        last(id, call -> node(id).ifPresent(node -> ask(id, node, call)));
    }

    /** From now on the node gives what it gave last, without being run. */
    private void pin(String id) {
        last(
                id,
                call -> {
                    var node = node(id).orElse(null);
                    if (node == null) return;
                    var values = call == null ? Map.<String, JsonNode>of() : given(node, call);
                    if (values.isEmpty())
                        window.notices()
                                .show(
                                        Notice.warning(
                                                text("workbench.pin.nothing", node.title()),
                                                text("workbench.pin.nothing.help")));
                    else edit(text("workbench.pin.edit", node.title()), id, node, values);
                });
    }

    /** The node runs again. */
    private void unpin(String id) {
        node(id).filter(Node::isPinned)
                .ifPresent(
                        node ->
                                edit(
                                        text("workbench.unpin.edit", node.title()),
                                        id,
                                        node,
                                        Map.of()));
    }

    private void edit(String name, String id, Node node, Map<String, JsonNode> values) {
        var pinned = node.withHead(node.head().withPinned(values));
        var path = List.of(id.split("\\."));
        document()
                .map(document -> document.within(path.subList(0, path.size() - 1)))
                .ifPresent(
                        document ->
                                document.apply(name, program -> Edits.replace(program, pinned)));
    }

    private static Map<String, JsonNode> given(Node node, LastCalls.Call call) {
        var values = new HashMap<String, JsonNode>();
        if (!call.gave()) return values;
        for (var field : node.outputs()) {
            var value = call.outputs().get(field.name());
            if (value != null) values.put(field.name(), value);
        }
        return values;
    }

    private static boolean fits(Node node, JsonNode inputs) {
        return node.inputs().stream().map(Field::name).allMatch(inputs::has);
    }

    private void ask(String id, Node node, LastCalls.@Nullable Call call) {
        var sheet =
                new NodeInputsSheet(
                        node.title(),
                        node.inputs(),
                        call != null && call.repeatable() ? call.inputs() : null,
                        values -> {
                            window.closeSheet();
                            only(id, values);
                        },
                        window::closeSheet);
        window.showSheet(sheet);
        sheet.focusFirst();
    }

    private void only(String id, ObjectNode inputs) {
        start.accept(inputs, new Part.Only(id));
    }

    private void last(String id, Consumer<LastCalls.@Nullable Call> use) {
        var program = project.mainProgram().orElse(null);
        if (program == null) return;
        var run = shown.get();
        background.run(
                () -> calls.of(program.name(), id, run),
                call -> use.accept(call.orElse(null)),
                error -> {
                    LOG.warn("the last call of {} was not read", id, error);
                    use.accept(null);
                });
    }

    private Optional<Node> node(String id) {
        return project.mainProgram().flatMap(program -> Parts.node(program, id));
    }

    private Optional<ProgramDocument> document() {
        return project.documents().get(project.main()).map(Documents.Open::document);
    }
}
