package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Node;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RetrieverNode.Method;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a retriever looks through, and how. */
final class RetrieverPart implements Part {
    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final ValueField corpus;
    private final Choice<Method> method;
    private final Choice<String> embedder;
    private final VBox section = Panels.section(Panels.sectionTitle(text("inspector.corpus")));

    RetrieverPart(Editing editing, RetrieverNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        corpus =
                new ValueField(
                        Rows.mono(text("inspector.files")),
                        editing,
                        words ->
                                words.isBlank()
                                        ? Optional.of(text("inspector.files.empty"))
                                        : Optional.empty(),
                        String::strip,
                        words ->
                                edit(
                                        "corpus",
                                        r ->
                                                new RetrieverNode(
                                                        r.head(),
                                                        words.strip(),
                                                        r.method(),
                                                        r.embedder(),
                                                        r.parameters())));
        corpus.field().setId("inspector-corpus");
        corpus.field().setPromptText("data/handbook/*.md");
        method =
                new Choice<>(
                        text("inspector.method"),
                        Method::text,
                        _ -> null,
                        chosen ->
                                edit(
                                        "method",
                                        r ->
                                                new RetrieverNode(
                                                        r.head(),
                                                        r.corpus(),
                                                        chosen,
                                                        r.embedder(),
                                                        r.parameters())));
        method.setId("inspector-method");
        embedder =
                Choice.texts(
                        text("inspector.embedder"),
                        alias -> alias.isEmpty() ? text("inspector.none") : alias,
                        alias ->
                                edit(
                                        "embedder",
                                        r ->
                                                new RetrieverNode(
                                                        r.head(),
                                                        r.corpus(),
                                                        r.method(),
                                                        alias.isEmpty() ? null : alias,
                                                        r.parameters())));
        section.getChildren()
                .addAll(
                        Rows.named(text("inspector.files"), corpus),
                        Labels.prose(text("inspector.files.help"), "muted", "small"),
                        Rows.named(text("inspector.method"), method));
        if (node.method() == Method.EMBEDDINGS)
            section.getChildren().add(Rows.named(text("inspector.embedder"), embedder));
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof RetrieverNode node)) return;
        corpus.show(node.corpus());
        method.show(List.of(Method.values()), node.method());
        var all = new ArrayList<>(around.lms());
        all.addFirst("");
        var chosen = Objects.requireNonNullElse(node.embedder(), "");
        if (!all.contains(chosen)) all.add(chosen);
        embedder.show(all, chosen);
    }

    private void edit(String what, UnaryOperator<RetrieverNode> edit) {
        UnaryOperator<Node> change = n -> n instanceof RetrieverNode r ? edit.apply(r) : n;
        editing.node(id, text("inspector.edit.retriever"), what + " " + id, change);
    }
}
