package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;

import javafx.scene.Scene;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Objects;

/** Two windows of the workbench, each with a project of its own. */
@SuppressWarnings("NullAway.Init") // made before each test
class TwoWindowsTest extends WindowFixture {
    private Workbench other;

    @BeforeEach
    void openTheOther() {
        var theirs = data.resolve("other");
        var own = Settings.load(theirs.resolve("settings.json"));
        other =
                OnFx.call(
                        () -> {
                            var made =
                                    Workbench.make(
                                            new Paths(HOME, theirs),
                                            own,
                                            new ChosenPlaces(),
                                            () -> {});
                            made.attach(new Scene(made.window(), width(), 960));
                            return made;
                        });
    }

    @AfterEach
    void closeTheOther() {
        OnFx.run(other::close);
    }

    @Test
    void whatIsCopiedInOneIsPastedInTheOther() {
        openSample("support-triage");
        OnFx.run(() -> other.openSample(HOME.resolve("assets/samples/invoice-extraction")));
        waitFor(() -> OnFx.call(() -> other.design().currentCanvas().isPresent()));
        var from = document(bench);
        var to = document(other);
        var before = to.program();

        OnFx.run(
                () -> {
                    var canvas = bench.design().currentCanvas().orElseThrow();
                    canvas.model().selectedProperty().set("classify");
                    bench.commands().get("edit.copy").run();
                    other.commands().get("edit.paste").run();
                });
        var pasted = to.program().node("classify").orElseThrow();
        var copied = from.program().node("classify").orElseThrow();
        assertThat(pasted.withHead(copied.head())).isEqualTo(copied);
        OnFx.run(() -> other.commands().get("edit.undo").run());
        assertThat(to.program()).isEqualTo(before);
    }

    private static ProgramDocument document(Workbench window) {
        var project = Objects.requireNonNull(OnFx.call(window::project)).project();
        return project.documents().get(project.main()).orElseThrow().document();
    }
}
