package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;
import dev.dspex.program.Program;

import javafx.scene.Parent;

import org.junit.jupiter.api.Test;

import java.util.List;

class CanvasPicturesTest {
    @Test
    void aRunInTheMiddle() {
        assertThat(Pictures.take("canvas", () -> view(TriageProgram.make(), true)).getWidth())
                .isEqualTo(1600);
    }

    @Test
    void anEmptyProgram() {
        assertThat(
                        Pictures.take("canvas-empty", () -> view(Program.empty("untitled"), false))
                                .getWidth())
                .isEqualTo(1600);
    }

    @Test
    void everyKindAndNotesAndFrames() {
        assertThat(Pictures.take("canvas-kinds", () -> view(EveryKind.make(), false)).getWidth())
                .isEqualTo(1600);
    }

    @Test
    void smallNodes() {
        assertThat(
                        Pictures.take(
                                        "canvas-far",
                                        Theme.DARK,
                                        700,
                                        400,
                                        () -> view(TriageProgram.make(), true))
                                .getWidth())
                .isEqualTo(700);
        assertThat(
                        Pictures.take(
                                        "canvas-1000",
                                        Theme.DARK,
                                        1600,
                                        1000,
                                        () -> view(TriageProgram.large(1000), false))
                                .getWidth())
                .isEqualTo(1600);
    }

    private static Parent view(Program program, boolean running) {
        var model = new CanvasModel(program);
        if (running) TriageProgram.play(model);
        var view =
                new CanvasView(
                        model,
                        null,
                        program.name(),
                        List.of(),
                        List.of(),
                        new Background(Fx.platform()));
        view.getStyleClass().add("island");
        return view;
    }
}
