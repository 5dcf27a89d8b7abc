package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.control.ListView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;

/** Python files taken into the open project, by a real worker. */
class ImportingTest extends WindowFixture {
    private static final String TWO =
            """
            import dspy

            class First(dspy.Module):
                def __init__(self):
                    self.answer = dspy.Predict("question -> answer")
                def forward(self, question):
                    return self.answer(question=question)

            class Second(dspy.Module):
                def __init__(self):
                    self.think = dspy.ChainOfThought("question -> answer: int")
                def forward(self, question):
                    return self.think(question=question)
            """;

    @BeforeEach
    void python() {
        startPython();
        openSample("support-triage");
        waitFor(bench.canRun()::get);
    }

    @Test
    void ofSeveralProgramsTheChosenOneIsTakenInAndShown() throws Exception {
        var file = data.resolve("two.py");
        Files.writeString(file, TWO);
        places.choose(file);
        OnFx.run(() -> bench.actions().importFile());
        waitFor(() -> find("#choice-list") != null);
        OnFx.run(() -> ((ListView<?>) there("#choice-list")).getSelectionModel().select(1));
        click("#choice-yes");
        waitFor(() -> find("#node-think") != null);
        var programs = data.resolve("samples/support-triage/programs");
        try (var written = Files.list(programs)) {
            assertThat(written).hasSize(2);
        }
    }

    @Test
    void whatCannotBeReadSaysWhere() throws Exception {
        var file = data.resolve("broken.py");
        Files.writeString(file, "import dspy\ndef (:\n");
        places.choose(file);
        OnFx.run(() -> bench.actions().importFile());
        waitFor(() -> shows("broken.py was not imported."));
    }
}
