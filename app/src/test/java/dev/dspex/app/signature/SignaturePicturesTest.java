package dev.dspex.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.testing.Pictures;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.RecordType;

import javafx.scene.Parent;

import org.junit.jupiter.api.Test;

import java.util.List;

class SignaturePicturesTest {
    @Test
    void aSignature() {
        assertThat(Pictures.take("signature", SignaturePicturesTest::view).getWidth())
                .isEqualTo(1600);
    }

    private static Parent view() {
        var customer =
                new RecordType(
                        "Customer",
                        "Who wrote the mail",
                        List.of(
                                new Field("tier", FieldType.Literal.of("free", "business")),
                                new Field("region", FieldType.Basic.STR)));
        var program = TriageProgram.make().withTypes(List.of(customer));
        var view = new SignatureView(new SignatureEditor(new ProgramDocument(program), "classify"));
        view.getStyleClass().add("island");
        return view;
    }
}
