package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A node that gives the passages that fit a query, without an LM.
 *
 * @param corpus glob of documents in the project, such as {@code data/handbook/*.md}, or {@link
 *     #TRAIN}
 * @param embedder alias of the embedding model, for {@link Method#EMBEDDINGS}
 */
public record RetrieverNode(
        NodeHead head,
        String corpus,
        Method method,
        @Nullable String embedder,
        Parameters parameters)
        implements Node {

    public static final String KIND = "retriever";

    /** The corpus that is the rows of the training split. */
    public static final String TRAIN = "train";

    private static final List<Field> INPUTS =
            List.of(new Field("query", FieldType.Basic.STR, "What to look for"));

    /** How passages are compared with the query. */
    public enum Method {
        BM25,
        EMBEDDINGS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RetrieverNode {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(corpus, "corpus");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(parameters, "parameters");
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public List<Field> inputs() {
        return INPUTS;
    }

    @Override
    public List<Field> outputs() {
        return Kind.required(KIND).outputs();
    }

    @Override
    public RetrieverNode withHead(NodeHead newHead) {
        return new RetrieverNode(newHead, corpus, method, embedder, parameters);
    }
}
