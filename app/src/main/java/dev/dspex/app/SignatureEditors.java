package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.signature.Prompt;
import dev.dspex.app.signature.PromptSource;
import dev.dspex.app.signature.SignatureEditor;
import dev.dspex.app.signature.SignatureView;
import dev.dspex.edit.SignatureEdits;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.run.Queries;
import dev.dspex.run.Setup;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Signatures of the open project, with the exact prompt that a worker makes of them. */
final class SignatureEditors implements ProjectEditors.Signatures {
    private final Supplier<@Nullable ProjectSession> session;
    private final ObservableValue<Boolean> ready;
    private final Background background;

    /**
     * @param ready whether there are workers
     */
    SignatureEditors(
            Supplier<@Nullable ProjectSession> session,
            ObservableValue<Boolean> ready,
            Background background) {
        this.session = session;
        this.ready = ready;
        this.background = background;
    }

    @Override
    public Node view(OpenProject project, String program, List<String> path, ModuleNode node) {
        var document = project.documents().get(program).orElseThrow().document();
        var editor = new SignatureEditor(document, path, node.id());
        var view = new SignatureView(editor);
        var prompts = new Prompts(program, path, project.file().adapter());
        var tries = new Tries(session, program, path, editor, prompts::chosen, ready, background);
        prompts.tries = tries;
        tries.view().onEdited(view.addPrompt(prompts, tries.view(), background.fx()));
        tries.view().setInputs(node.inputs());
        return view;
    }

    /** Prompts of the modules of a program. */
    private final class Prompts implements PromptSource {
        private final String program;
        private final List<String> path;
        private final String adapter;
        private String chosen;
        private @Nullable Tries tries;

        Prompts(String program, List<String> path, String adapter) {
            this.program = program;
            this.path = path;
            this.adapter = adapter;
            chosen = adapter;
        }

        /** The adapter whose prompt is shown. */
        String chosen() {
            return chosen;
        }

        @Override
        public String adapter() {
            return adapter;
        }

        @Override
        public ObservableValue<Boolean> ready() {
            return ready;
        }

        @Override
        public CompletionStage<Prompt> preview(ModuleNode module, Program whole, String wanted) {
            chosen = wanted;
            var result = new CompletableFuture<Prompt>();
            var open = session.get();
            if (open == null) {
                result.completeExceptionally(
                        new IllegalStateException(text("workbench.why.noproject")));
                return result;
            }
            var alone = SignatureEdits.alone(whole, module);
            var inputs = inputs(module);
            background.run(
                    () -> ask(open, alone, module, wanted, inputs),
                    result::complete,
                    result::completeExceptionally);
            return result;
        }

        /** What is typed where the module is tried. */
        private ObjectNode inputs(ModuleNode module) {
            if (tries == null) return JsonNodeFactory.instance.objectNode();
            tries.view().setInputs(module.inputs());
            return tries.view().typed();
        }

        private Prompt ask(
                ProjectSession open,
                Program alone,
                ModuleNode module,
                String wanted,
                ObjectNode inputs)
                throws Exception {
            var setup = open.starts().setupAlone(program, path, alone).withAdapter(wanted);
            return switch (query(open, setup, module, inputs)) {
                case Queries.Answer.Ok(var body) -> prompt(body, wanted, "");
                case Queries.Answer.Failed(var error) when error.code().equals("state_mismatch") ->
                        switch (query(open, setup.withoutState(), module, inputs)) {
                            case Queries.Answer.Ok(var body) ->
                                    prompt(body, wanted, text("workbench.prompt.nostate"));
                            case Queries.Answer.Failed(var other) ->
                                    throw new IllegalStateException(
                                            Words.told(other.message())
                                                    + " "
                                                    + Words.told(other.hint()));
                        };
                case Queries.Answer.Failed(var error) ->
                        throw new IllegalStateException(
                                Words.told(error.message()) + " " + Words.told(error.hint()));
            };
        }
    }

    private static Queries.Answer query(
            ProjectSession open, Setup setup, ModuleNode module, ObjectNode inputs)
            throws InterruptedException {
        return open.runs().service().queries().preview(setup, module.id(), inputs);
    }

    private static Prompt prompt(JsonNode body, String adapter, String note) {
        List<Prompt.Message> messages =
                StreamSupport.stream(body.path("messages").spliterator(), false)
                        .map(
                                m ->
                                        new Prompt.Message(
                                                m.path("role").asString(""),
                                                content(m.path("content"))))
                        .toList();
        return new Prompt(
                body.path("adapter").asString(adapter),
                messages,
                body.path("tokens").asLong(0),
                note);
    }

    private static String content(JsonNode content) {
        return content.isString() ? content.asString() : content.toPrettyString();
    }
}
