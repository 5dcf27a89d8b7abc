package dev.dspex.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.PythonCode;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Constraints;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.junit.jupiter.api.Test;

import java.util.List;

class SignaturePythonTest {
    private static final Constraints SHARE =
            new Constraints(0.0, null, 1.0, null, null, null, null, null);

    @Test
    void aSignatureReadsAsAPersonWouldWriteIt() {
        var customer =
                new RecordType(
                        "Customer",
                        "",
                        List.of(
                                new Field("tier", FieldType.Literal.of("free", "business")),
                                new Field("region", Basic.STR)));
        var signature =
                new Signature(
                        "ClassifyUrgency",
                        "Decide how soon a person must act.",
                        List.of(
                                new Field("body", Basic.STR, "Text of the customer's mail"),
                                new Field("customer", new FieldType.RecordRef("Customer"))),
                        List.of(
                                new Field("tags", new FieldType.ListOf(Basic.STR)),
                                new Field("score", Basic.FLOAT, "", SHARE),
                                new Field("note", new FieldType.OptionalOf(Basic.ANY))));
        assertThat(SignaturePython.of(signature, Program.empty("p").withTypes(List.of(customer))))
                .isEqualTo(
                        """
                        from typing import Any, Literal, Optional

                        import dspy
                        from pydantic import BaseModel


                        class Customer(BaseModel):
                            tier: Literal['free', 'business']
                            region: str


                        class ClassifyUrgency(dspy.Signature):
                            \"""Decide how soon a person must act.\"""

                            body: str = dspy.InputField(desc='Text of the customer\\'s mail')
                            customer: Customer = dspy.InputField()

                            tags: list[str] = dspy.OutputField()
                            score: float = dspy.OutputField(ge=0, le=1)
                            note: Optional[Any] = dspy.OutputField()
                        """);
    }

    @Test
    void longInstructionsWrapAndStayOneText() {
        var words = "word ".repeat(60).strip();
        var source =
                SignaturePython.of(
                        new Signature(
                                "Long", words, List.of(), List.of(new Field("answer", Basic.STR))),
                        Program.empty("p"));
        assertThat(source.lines()).allMatch(line -> line.length() <= 92);
        var text = source.substring(source.indexOf("\"\"\"") + 3, source.lastIndexOf("\"\"\""));
        assertThat(text.replaceAll("\\s+", " ").strip()).isEqualTo(words);
    }

    @Test
    void codeIsColouredWithoutChangingIt() {
        var source =
                "class A(dspy.Signature):\n    \"\"\"Say 'hi'.\"\"\"\n    x: int = 3  # three\n";
        var area = OnFx.call(() -> PythonCode.area(source, "code"));
        assertThat(area.getText()).isEqualTo(source);
        assertThat(area.getStyleOfChar(0)).containsExactly("keyword");
        assertThat(area.getStyleOfChar(source.indexOf("Say"))).containsExactly("string");
        assertThat(area.getStyleOfChar(source.indexOf("# three"))).containsExactly("comment");
        assertThat(area.getStyleOfChar(source.indexOf("3 "))).containsExactly("number");
    }
}
