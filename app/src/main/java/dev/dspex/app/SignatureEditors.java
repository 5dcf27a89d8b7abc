package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.signature.Prompt;
import dev.dspex.app.signature.SignatureEditor;
import dev.dspex.app.signature.SignatureView;
import dev.dspex.program.ModuleNode;
import dev.dspex.run.Queries;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Signatures of the open project, with the exact prompt that a worker makes of them. */
final class SignatureEditors implements ProjectEditors.Signatures {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<@Nullable ProjectSession> session;
    private final Background background;

    SignatureEditors(Supplier<@Nullable ProjectSession> session, Background background) {
        this.session = session;
        this.background = background;
    }

    @Override
    public Node view(OpenProject project, String program, ModuleNode node) {
        var adapter = project.project().file().adapter();
        var document = project.documents().get(program).orElseThrow().document();
        var view = new SignatureView(new SignatureEditor(document, node.id()));
        if (program.equals(project.main()))
            view.addPreview(() -> preview(node, adapter), background.fx());
        return view;
    }

    private CompletionStage<Prompt> preview(ModuleNode node, String adapter) {
        var result = new CompletableFuture<Prompt>();
        var open = session.get();
        if (open == null) return result;
        background.run(
                () -> ask(open, node, adapter), result::complete, result::completeExceptionally);
        return result;
    }

    private static Prompt ask(ProjectSession open, ModuleNode node, String adapter)
            throws Exception {
        var answer =
                open.runs()
                        .service()
                        .queries()
                        .preview(open.setup(), node.id(), inputs(open, node));
        return switch (answer) {
            case Queries.Answer.Ok(var body) -> prompt(body, adapter);
            case Queries.Answer.Failed(var error) ->
                    throw new IllegalStateException(error.message() + " " + error.hint());
        };
    }

    /**
     * What the first row of the data gives the node; an input that another node makes is named by
     * its field.
     */
    private static ObjectNode inputs(ProjectSession open, ModuleNode node) {
        var inputs = MAPPER.createObjectNode();
        var row = open.firstRow();
        for (var field : node.inputs()) {
            var value = row == null ? null : row.get(field.name());
            if (value == null) inputs.put(field.name(), "‹" + field.name() + "›");
            else inputs.set(field.name(), value);
        }
        return inputs;
    }

    private static Prompt prompt(JsonNode body, String adapter) {
        List<Prompt.Message> messages =
                StreamSupport.stream(body.path("messages").spliterator(), false)
                        .map(
                                m ->
                                        new Prompt.Message(
                                                m.path("role").asString(""),
                                                content(m.path("content"))))
                        .toList();
        return new Prompt(
                body.path("adapter").asString(adapter), messages, body.path("tokens").asLong(0));
    }

    private static String content(JsonNode content) {
        return content.isString() ? content.asString() : content.toPrettyString();
    }
}
