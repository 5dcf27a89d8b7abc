package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.Legible;
import dev.dspex.app.testing.Named;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.testing.Within;
import dev.dspex.app.theme.Theme;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Every view, tool and sheet in the least window, in both languages: each control has a name for a
 * screen reader, no word is cut or pale, nothing stands outside. With {@code -Ddspex.pictures=true}
 * also as target/pictures/least-*.png.
 */
@SuppressWarnings("NullAway.Init") // each test opens its own window first
class EveryViewTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path SAMPLES = HOME.resolve("assets/samples");
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 720;
    private static final List<String> TOOLS =
            List.of(
                    RunTools.RUN,
                    RunTools.STREAMS,
                    RunTools.TRACE,
                    RunTools.PACE,
                    RunTools.TREND,
                    RunTools.EVALUATION,
                    "versions",
                    DesignPlace.PROBLEMS);

    @TempDir Path data;

    /** One line for each problem, where it was seen first: most views share the frame. */
    private final TreeSet<String> seen = new TreeSet<>();

    private final List<String> wrong = new ArrayList<>();
    private String language = "";
    private Workbench bench;
    private Scene scene;

    @AfterEach
    void close() {
        OnFx.run(bench::close);
        Texts.speak("en", Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({"en, light", "de, dark"})
    void isNamedLegibleAndWithinTheWindow(String spoken, String theme) throws Exception {
        language = spoken;
        Texts.speak(spoken, Locale.ROOT);
        open(theme);
        look("welcome", () -> {});
        views();
        data();
        sheets();
        samples();
        patterns();
        assertThat(wrong).isEmpty();
    }

    private void open(String theme) throws Exception {
        var settings = Settings.load(data.resolve("settings.json"));
        settings.set(Setting.THEME, Theme.valueOf(theme.toUpperCase(Locale.ROOT)).id());
        var paths = new Paths(HOME, data);
        bench = OnFx.call(() -> Workbench.make(paths, settings, new ChosenPlaces(), () -> {}));
        scene =
                OnFx.call(
                        () -> {
                            var made = new Scene(bench.window(), WIDTH, HEIGHT);
                            bench.attach(made);
                            return made;
                        });
        wait("#sample-support-triage");
    }

    private void views() {
        sample("support-triage");
        for (var tool : TOOLS) look(tool, () -> bench.design().showTool(tool));
        look("signature", () -> bench.design().open("signature:triage:classify"));
        OnFx.run(() -> bench.design().open(ProjectVariables.VIEW));
        wait("#variable-new");
        look("no-variables", () -> {});
        OnFx.run(() -> items("#variable-new").forEach(MenuItem::fire));
        wait("#variable-remove");
        look("variables", () -> {});
        look("studies", bench::showStudies);
        look("optimize", () -> bench.actions().optimize());
        look("streams-none", bench::showStreams);
        wait("#lab-begin");
        look("streams", () -> fire("#lab-begin"));
        look("streams-lane", () -> fire("#lane-edit-A"));
        OnFx.run(bench.mainWindow()::closeSheet);
        look("streams-judge", () -> fire("#lab-judge"));
        OnFx.run(bench.mainWindow()::closeSheet);
        look("streams-inputs", () -> fire("#lab-inputs"));
        OnFx.run(bench.mainWindow()::closeSheet);
        look("streams-rule", () -> fire("#lab-new-rule"));
        look("sessions-none", bench::showSessions);
        wait("#session-begin");
        look("sessions", () -> fire("#session-begin"));
        look("sessions-resources", () -> fire("#session-tab-resources"));
        look("agents-none", bench::showAgents);
        wait("#agents-begin");
        look("agents", () -> fire("#agents-begin"));
        OnFx.run(bench::showDesign);
    }

    private void data() {
        OnFx.run(() -> bench.design().open("data:train"));
        wait("#data-more");
        look("data", () -> {});
        look("split", () -> choose("data-split"));
        look("metric", () -> choose("data-metric"));
    }

    private void sheets() {
        look("settings", bench::showSettings);
        look("settings-lm", () -> fire("#lm-add"));
        look("settings-python", () -> fire("#settings-python"));
        look("settings-looks", () -> fire("#settings-looks"));
        OnFx.run(bench.mainWindow()::closeSheet);
        look("keys", bench::showKeys);
        OnFx.run(bench.mainWindow()::closeSheet);
        look("new-program", () -> bench.actions().newProgram());
        OnFx.run(bench.mainWindow()::closeSheet);
        look("palette", () -> bench.mainWindow().openPalette("a"));
        OnFx.run(bench.mainWindow()::closeSheet);
    }

    /** Each node of each sample, with its inspector. */
    private void samples() throws Exception {
        for (var name : List.of("order-helper", "ask-the-handbook", "invoice-extraction")) {
            sample(name);
            var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
            for (var box : OnFx.call(() -> List.copyOf(canvas.model().boxes())))
                look(name + "-" + box.id(), () -> canvas.show(box.id()));
        }
    }

    /** The thoughts of a pattern before anything ran, and what a person keeps of programs. */
    private void patterns() {
        sample("second-opinion");
        look("no-thoughts", () -> bench.design().open("pattern:vote:classify"));
        OnFx.run(() -> bench.design().openProgram("vote"));
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
        OnFx.run(() -> canvas.model().selectedProperty().set("classify"));
        look("save-pattern", () -> bench.patterns().save(canvas));
        OnFx.run(bench.mainWindow()::closeSheet);
        look("own-patterns", () -> bench.patterns().manage());
        OnFx.run(bench.mainWindow()::closeSheet);
    }

    private void sample(String name) {
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.openSample(SAMPLES.resolve(name)));
        WindowFixture.waitFor(() -> has("#trust-no") || opened());
        if (has("#trust-no")) {
            look("trust", () -> {});
            OnFx.run(() -> fire("#trust-no"));
            WindowFixture.waitFor(this::opened);
        }
        OnFx.run(
                () -> {
                    var project = Objects.requireNonNull(bench.project()).project();
                    bench.design().openProgram(project.main());
                });
    }

    private boolean opened() {
        return OnFx.call(() -> bench.project() != null);
    }

    private void look(String name, Runnable action) {
        OnFx.run(action);
        layOut();
        var view = "least-" + name + "-" + language;
        if (Boolean.getBoolean("dspex.pictures")) take(view);
        var root = scene.getRoot();
        OnFx.run(
                () -> {
                    layOutNow(); // what came meanwhile has no style yet
                    layOutNow();
                    Named.problems(root).forEach(p -> wrong(view, "no name: " + p));
                    Legible.problems(root).forEach(p -> wrong(view, p));
                    Within.problems(root, WIDTH, HEIGHT).forEach(p -> wrong(view, p));
                });
    }

    private void wrong(String view, String problem) {
        if (seen.add(problem)) wrong.add(view + ": " + problem);
    }

    /** Again for what runs later: without a window nothing follows by itself. */
    private void layOut() {
        for (var pass = 0; pass < 3; pass++) OnFx.run(this::layOutNow);
    }

    private void layOutNow() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    /** A ScrollPane caches its picture, and without a window the cache is not told of changes. */
    private void take(String view) {
        OnFx.run(() -> scene.getRoot().lookupAll(".viewport").forEach(v -> v.setCache(false)));
        Pictures.write(OnFx.call(() -> scene.snapshot(null)), view);
    }

    private void wait(String id) {
        WindowFixture.waitFor(
                () -> {
                    layOut();
                    return has(id);
                });
    }

    private boolean has(String id) {
        return OnFx.call(() -> scene.getRoot().lookup(id) != null);
    }

    /** Of the menu of the data. */
    private void choose(String id) {
        items("#data-more").stream()
                .filter(item -> id.equals(item.getId()))
                .forEach(MenuItem::fire);
    }

    private List<MenuItem> items(String id) {
        return List.copyOf(((MenuButton) scene.getRoot().lookup(id)).getItems());
    }

    private void fire(String id) {
        ((ButtonBase) scene.getRoot().lookup(id)).fire();
    }
}
