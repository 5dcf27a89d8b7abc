package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.Legible;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.scene.Scene;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The whole window at its usual size, off screen, in both themes: target/pictures/window-*.png. */
class WorkbenchPicturesTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path data;
    private final List<String> illegible = new ArrayList<>();
    private String language = "";

    @AfterEach
    void english() {
        Texts.speak("en", Locale.ROOT);
    }

    @Test
    void everyPlaceInGerman() throws Exception {
        Texts.speak("de", Locale.ROOT);
        language = "-de";
        everyPlace(Theme.LIGHT);
    }

    @Test
    void everyPlaceOfTheWindow() throws Exception {
        for (var theme : Theme.values()) everyPlace(theme);
    }

    private void everyPlace(Theme theme) throws Exception {
        var settings = Settings.load(data.resolve(theme.id() + language).resolve("settings.json"));
        settings.set(Setting.THEME, theme.id());
        settings.set(
                Setting.LMS,
                List.of(
                        new LmAlias(
                                "main",
                                "openai/gpt-4o-mini",
                                null,
                                Map.of("temperature", 0.3),
                                new LmAlias.Price(0.15, 0.6, "2026-03-10"),
                                null)));
        var paths = new Paths(HOME, data.resolve(theme.id() + language));
        var bench = OnFx.call(() -> Workbench.make(paths, settings, new ChosenPlaces(), () -> {}));
        var scene = OnFx.call(() -> scene(bench));
        waitFor(() -> OnFx.call(() -> scene.getRoot().lookup("#sample-order-helper") != null));
        take(scene, "welcome", theme);
        OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/order-helper")));
        waitFor(() -> OnFx.call(() -> scene.getRoot().lookup("#trust-no") != null));
        take(scene, "trust", theme);
        OnFx.run(() -> ((javafx.scene.control.Button) scene.getRoot().lookup("#trust-no")).fire());
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/support-triage")));
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        OnFx.run(() -> play(bench));
        take(scene, "design", theme);
        shown(bench, scene, "signature", theme, b -> b.design().open("signature:triage:classify"));
        shown(bench, scene, "data", theme, b -> b.design().open("data:train"));
        shown(bench, scene, "settings", theme, Workbench::showSettings);
        shown(bench, scene, "settings-python", theme, _ -> press(scene, "#settings-python"));
        shown(bench, scene, "settings-looks", theme, _ -> press(scene, "#settings-looks"));
        shown(
                bench,
                scene,
                "keys",
                theme,
                b -> {
                    b.mainWindow().closeSheet();
                    b.showKeys();
                });
        shown(
                bench,
                scene,
                "palette",
                theme,
                b -> {
                    b.mainWindow().closeSheet();
                    b.mainWindow().openPalette("run");
                });
        OnFx.run(() -> bench.mainWindow().openPalette(""));
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(broken(data.resolve(theme.id() + language))));
        waitFor(() -> OnFx.call(() -> bench.project() != null));
        shown(
                bench,
                scene,
                "problems",
                theme,
                b -> {
                    b.mainWindow().closeSheet();
                    b.design().showTool(DesignPlace.PROBLEMS);
                });
        shown(bench, scene, "studies-empty", theme, Workbench::showStudies);
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(data.resolve("nothing")));
        waitFor(() -> OnFx.call(() -> scene.getRoot().lookup(".notice") != null));
        take(scene, "not-a-project", theme);
        OnFx.run(bench::close);
        assertThat(illegible).isEmpty();
    }

    /** The drawer with a node in it, and the row of icons. */
    @Test
    void narrowWindows() throws Exception {
        for (int width : new int[] {1200, 1000}) {
            var folder = data.resolve("narrow" + width);
            var settings = Settings.load(folder.resolve("settings.json"));
            settings.set(Setting.THEME, "light");
            var paths = new Paths(HOME, folder);
            var bench =
                    OnFx.call(() -> Workbench.make(paths, settings, new ChosenPlaces(), () -> {}));
            var scene = OnFx.call(() -> scene(bench, width, 760));
            OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/support-triage")));
            waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
            take(scene, "wide-" + width, Theme.LIGHT);
            OnFx.run(() -> play(bench));
            take(scene, "drawer-" + width, Theme.LIGHT);
            OnFx.run(bench::close);
        }
        assertThat(illegible).isEmpty();
    }

    private static Scene scene(Workbench bench) {
        return scene(bench, 1600, 1000);
    }

    private static Scene scene(Workbench bench, int width, int height) {
        var scene = new Scene(bench.window(), width, height);
        bench.attach(scene);
        scene.snapshot(null);
        return scene;
    }

    /** A program of nothing, and rows that are not there. */
    private static Path broken(Path parent) {
        var folder = parent.resolve("broken");
        try {
            Files.createDirectories(folder.resolve("programs"));
            Files.writeString(
                    folder.resolve("dspex.json"),
                    """
                    {"format": 1, "name": "broken", "program": "first",
                     "data": {"train": "data/train.jsonl"}}
                    """);
            Files.writeString(
                    folder.resolve("programs/first.program.json"),
                    """
                    {"format": 1, "nodes": [], "links": []}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void press(Scene scene, String id) {
        ((javafx.scene.control.Button) scene.getRoot().lookup(id)).fire();
    }

    private static void play(Workbench bench) {
        var model = bench.design().currentCanvas().orElseThrow().model();
        model.setState("input", RunState.OK);
        model.update(
                "classify",
                s ->
                        s.withState(RunState.OK)
                                .withValues(Map.of("queue", "Harbor"))
                                .withFigures(List.of("1.3 s", "412 tok", "$0.0004")));
        model.update(
                "prioritise",
                s -> s.withState(RunState.RUNNING).withText("The whole shop is down, so it is"));
        model.setState("output", RunState.WAITING);
        model.selectedProperty().set("classify");
    }

    private void shown(
            Workbench bench, Scene scene, String name, Theme theme, Consumer<Workbench> action) {
        OnFx.run(() -> action.accept(bench));
        take(scene, name, theme);
    }

    private void take(Scene scene, String name, Theme theme) {
        // A ScrollPane caches its picture, and without a window the cache is not told of changes.
        OnFx.run(
                () -> scene.getRoot().lookupAll(".viewport").forEach(view -> view.setCache(false)));
        for (var pass = 0; pass < 6; pass++) OnFx.run(() -> scene.snapshot(null)); // what ran later
        var file = "window-" + name + language + "-" + theme.id();
        Pictures.write(OnFx.call(() -> scene.snapshot(null)), file);
        illegible.addAll(
                OnFx.call(() -> Legible.problems(scene.getRoot())).stream()
                        .map(problem -> file + ": " + problem)
                        .toList());
    }

    private static void waitFor(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
    }
}
