package dev.dspex.program.python;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** What is offered at a place; the bar in the text is the caret. */
class CompletionsTest {
    private static final String HEAD =
            "import dspy\n\nclass Mail(BaseModel):\n    x: str\n\nclass S(dspy.Signature):\n";

    @Test
    void typesAfterAColonAndBetweenBrackets() {
        assertThat(labels(HEAD + "    a: |")).contains("str", "Literal[…]", "Mail", "Order");
        assertThat(labels(HEAD + "    a: M|")).containsExactly("Mail");
        assertThat(labels(HEAD + "    a: list[Or|")).containsExactly("Order");
        assertThat(labels(HEAD + "    a: dict[str, fl|]")).containsExactly("float");
        assertThat(labels(HEAD + "    a: str | |")).contains("int");
        assertThat(labels(HEAD + "    a: dspy.Im|")).containsExactly("dspy.Image");
        assertThat(labels(HEAD + "    a: hist|")).containsExactly("dspy.History");
    }

    @Test
    void whatMakesAFieldAndItsArguments() {
        assertThat(labels(HEAD + "    a: str = |"))
                .contains("dspy.InputField()", "dspy.OutputField()");
        assertThat(labels(HEAD + "    a: str = dspy.O|")).containsExactly("dspy.OutputField()");
        assertThat(labels(HEAD + "    a: str = dspy.InputField(m|"))
                .containsExactly("multiple_of", "min_length", "max_length");
        assertThat(labels(HEAD + "    a: str = dspy.InputField(desc='a', |"))
                .contains("ge", "pattern");
        assertThat(labels(HEAD + "    a: str = dspy.InputField(ge=|")).isEmpty();
    }

    @Test
    void nothingInTextsAndComments() {
        assertThat(labels(HEAD + "    a: str = dspy.InputField(desc='m|")).isEmpty();
        assertThat(labels(HEAD + "    # a: s|")).isEmpty();
        assertThat(labels(HEAD + "    \"\"\"s|")).isEmpty();
        assertThat(labels(HEAD + "    na|")).isEmpty();
        assertThat(labels(HEAD + "    a: Literal[s|")).isEmpty();
    }

    @Test
    void basesOfAClass() {
        assertThat(labels("class A(d|")).containsExactly("dspy.Signature");
        assertThat(labels("class A(B|")).containsExactly("BaseModel");
    }

    @Test
    void aNameIsImportedWhereItIsNot() {
        Completions.Item literal = item("a: Lit|");
        assertThat(Objects.requireNonNull(Completions.importing("import dspy\n", literal)))
                .isEqualTo(new Completions.Insertion(0, "from typing import Literal\n"));
        assertThat(
                        Objects.requireNonNull(
                                Completions.importing(
                                        "import dspy\nfrom typing import Any\n", literal)))
                .isEqualTo(new Completions.Insertion(34, ", Literal"));
        assertThat(Completions.importing("from typing import Any, Literal\n", literal)).isNull();
    }

    @Property(tries = 500)
    void anyPlaceOfAnyTextIsFine(@ForAll String text, @ForAll int at) {
        int caret = Math.floorMod(at, text.length() + 1);
        assertThat(Completions.at(HEAD + text, HEAD.length() + caret, List.of()).from())
                .isBetween(0, HEAD.length() + caret);
    }

    private static Completions.Item item(String line) {
        return at(HEAD + "    " + line).items().getFirst();
    }

    private static List<String> labels(String withBar) {
        return at(withBar).items().stream().map(Completions.Item::label).toList();
    }

    private static Completions at(String withBar) {
        int caret = withBar.lastIndexOf('|');
        String text = withBar.substring(0, caret) + withBar.substring(caret + 1);
        return Completions.at(text, caret, List.of("Order"));
    }
}
