package dev.dspex.program.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Constraints;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.junit.jupiter.api.Test;

import java.util.List;

class SignatureWriterTest {
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
        assertThat(SignatureWriter.text(signature, Program.empty("p").withTypes(List.of(customer))))
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
}
