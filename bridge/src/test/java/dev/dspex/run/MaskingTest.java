package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

class MaskingTest {
    private static ObjectNode masked(Masking masking, String json) {
        ObjectNode node = (ObjectNode) Fixture.MAPPER.readTree(json);
        masking.apply(node);
        return node;
    }

    @Test
    void secretInputsAreMaskedByNameAndTheirTextEverywhere() {
        Masking masking = new Masking(Set.of("pin"), List.of("Anna Novak"));
        ObjectNode node =
                masked(
                        masking,
                        """
                        {"type": "lm_started", "inputs": {"pin": 4711, "name": "x"},
                         "messages": [{"role": "user", "content": [{"text": "I am Anna Novak."}]}]}
                        """);
        assertThat(node.at("/inputs/pin").asString("")).isEqualTo("•••");
        assertThat(node.at("/inputs/name").asString("")).isEqualTo("x");
        assertThat(node.at("/messages/0/content/0/text").asString("")).isEqualTo("I am •••.");
    }

    @Test
    void shortValuesAreMaskedWhereTheyStandAlone() {
        Masking masking = new Masking(Set.of("vote"), List.of("no"));
        ObjectNode node = masked(masking, "{\"a\": \"no\", \"b\": \"nothing\"}");
        assertThat(node.path("a").asString("")).isEqualTo("•••");
        assertThat(node.path("b").asString("")).isEqualTo("nothing");
    }

    @Test
    void streamedPiecesAreMaskedWholeWhereThereIsASecretInput() {
        String token = "{\"type\": \"token\", \"text\": \"An\"}";
        assertThat(
                        masked(new Masking(Set.of("name"), List.of("Anna Novak")), token)
                                .path("text")
                                .asString(""))
                .isEqualTo("•••");
        assertThat(
                        masked(new Masking(Set.of(), List.of("sk-abcdef")), token)
                                .path("text")
                                .asString(""))
                .isEqualTo("An");
    }
}
