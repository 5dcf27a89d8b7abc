package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.scene.Scene;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The whole window at its usual size, off screen, in both themes: target/pictures/window-*.png. */
class WorkbenchPicturesTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path data;

    @Test
    void everyPlaceOfTheWindow() throws Exception {
        for (var theme : Theme.values()) {
            var settings = Settings.load(data.resolve(theme.id()).resolve("settings.json"));
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
            var paths = new Paths(HOME, data.resolve(theme.id()));
            var bench = OnFx.call(() -> Workbench.make(paths, settings, () -> {}));
            var scene = OnFx.call(() -> scene(bench));
            waitFor(() -> OnFx.call(() -> scene.getRoot().lookup("#sample-order-helper") != null));
            take(scene, "welcome", theme);
            OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/order-helper")));
            waitFor(() -> OnFx.call(() -> scene.getRoot().lookup("#trust-no") != null));
            take(scene, "trust", theme);
            OnFx.run(
                    () ->
                            ((javafx.scene.control.Button) scene.getRoot().lookup("#trust-no"))
                                    .fire());
            waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
            OnFx.run(bench::closeProject);
            OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/support-triage")));
            waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
            OnFx.run(() -> play(bench));
            take(scene, "design", theme);
            shown(
                    bench,
                    scene,
                    "signature",
                    theme,
                    b -> b.design().open("signature:triage:classify"));
            shown(bench, scene, "data", theme, b -> b.design().open("data:train"));
            shown(bench, scene, "settings", theme, Workbench::showSettings);
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
            OnFx.run(bench::close);
        }
        assertThat(Path.of("target", "pictures", "window-design-dark.png")).exists();
    }

    private static Scene scene(Workbench bench) {
        var scene = new Scene(bench.window(), 1600, 1000);
        bench.attach(scene);
        scene.snapshot(null);
        return scene;
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

    private static void shown(
            Workbench bench, Scene scene, String name, Theme theme, Consumer<Workbench> action) {
        OnFx.run(() -> action.accept(bench));
        take(scene, name, theme);
    }

    private static void take(Scene scene, String name, Theme theme) {
        // A ScrollPane caches its picture, and without a window the cache is not told of changes.
        OnFx.run(
                () -> scene.getRoot().lookupAll(".viewport").forEach(view -> view.setCache(false)));
        for (var pass = 0; pass < 6; pass++) OnFx.run(() -> scene.snapshot(null)); // what ran later
        Pictures.write(OnFx.call(() -> scene.snapshot(null)), "window-" + name + "-" + theme.id());
    }

    private static void waitFor(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
    }
}
