package dev.dspex.app;

import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.edit.Recovery;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;
import dev.dspex.program.ProgramFile;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;

import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A window on a project in which somebody edits without end: on the canvas, in a form, in code, in
 * turn. Each gesture leaves its number in the program and is printed with the program's hash; the
 * next one is made once the journal has it, as a person is slower than a disk.
 */
final class EditsForever {
    private static final Pattern NUMBER = Pattern.compile("Gesture (\\d+)");
    private static final Pattern DESCRIBED =
            Pattern.compile("Team that works on the ticket|Gesture \\d+ in code");

    private final Workbench bench;
    private final Scene scene;

    private EditsForever(Workbench bench) {
        this.bench = bench;
        scene = new Scene(bench.window(), 1000, 960);
        bench.attach(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
    }

    /**
     * @param args data folder, project folder
     */
    public static void main(String[] args) {
        var data = Path.of(args[0]);
        var project = Path.of(args[1]);
        var settings = Settings.load(data.resolve("settings.json"));
        var paths = new Paths(WindowFixture.HOME, data);
        var window =
                OnFx.call(
                        () ->
                                new EditsForever(
                                        Workbench.make(
                                                paths, settings, new ChosenPlaces(), () -> {})));
        OnFx.run(() -> window.bench.open(project));
        window.edit(new Recovery(project.resolve(".dspex/journal")));
    }

    /** The number of the last gesture that a program has. */
    static int last(String program) {
        return NUMBER.matcher(program)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }

    private void edit(Recovery journal) {
        await(() -> OnFx.call(() -> bench.project() != null));
        OnFx.run(() -> bench.design().open("signature:triage:classify"));
        await(() -> OnFx.call(() -> find("signature-code") instanceof CodeArea c && has(c)));
        for (var number = 1; ; number++) {
            var words = "Gesture " + number;
            var way = number % 3;
            OnFx.run(() -> gesture(way, words));
            await(() -> ProgramFile.text(document().program()).contains(words));
            var done = document().program();
            System.out.println(number + " " + ProgramFile.sha256(done));
            await(() -> journal.find("triage").filter(f -> f.program().equals(done)).isPresent());
        }
    }

    private void gesture(int way, String words) {
        switch (way) {
            case 0 ->
                    bench.design()
                            .canvas("triage")
                            .flatMap(canvas -> canvas.editor())
                            .orElseThrow()
                            .retitle("classify", words);
            case 1 -> ((TextInputControl) there("signature-instruction")).setText(words);
            default -> {
                var code = (CodeArea) there("signature-code");
                var found = DESCRIBED.matcher(code.getText());
                if (!found.find()) throw new IllegalStateException(code.getText());
                code.replaceText(found.start(), found.end(), words + " in code");
            }
        }
    }

    private static boolean has(CodeArea code) {
        return DESCRIBED.matcher(code.getText()).find();
    }

    private ProgramDocument document() {
        return Objects.requireNonNull(bench.project())
                .project()
                .documents()
                .get("triage")
                .orElseThrow()
                .document();
    }

    private Node there(String id) {
        return Objects.requireNonNull(find(id), id);
    }

    private @Nullable Node find(String id) {
        return scene.lookup("#" + id);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) Thread.onSpinWait();
    }
}
