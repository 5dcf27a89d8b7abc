package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The interpreter that runs DSPy, how many workers, and what pip reads from the environment. */
final class PythonSection extends VBox {
    private static final List<String> PIP =
            List.of(
                    "PIP_INDEX_URL",
                    "PIP_EXTRA_INDEX_URL",
                    "HTTPS_PROXY",
                    "HTTP_PROXY",
                    "NO_PROXY",
                    "PIP_CERT",
                    "SSL_CERT_FILE");

    private final Settings settings;
    private final Consumer<IOException> failed;
    private final VBox wrong = new VBox();

    PythonSection(Settings settings, Consumer<IOException> failed) {
        this.settings = settings;
        this.failed = failed;
        getStyleClass().add("settings-form");
        var path =
                Fields.mono(settings.get(Setting.INTERPRETER), text("settings.python.interpreter"));
        path.setId("interpreter");
        path.setPromptText(text("settings.python.own"));
        path.textProperty().subscribe((_, now) -> interpreter(path, now.strip()));
        var browse = Buttons.button(text("settings.python.browse"), "folder-open-outline");
        browse.setOnAction(
                _ ->
                        FileDialogs.SYSTEM
                                .file(
                                        getScene().getWindow(),
                                        text("settings.python.interpreter"),
                                        List.of())
                                .ifPresent(chosen -> path.setText(chosen.toString())));
        var workers = new Spinner<Integer>(1, 64, settings.get(Setting.WORKERS));
        workers.setAccessibleText(text("settings.python.workers"));
        workers.valueProperty().subscribe((_, now) -> set(Setting.WORKERS, now));
        getChildren()
                .addAll(
                        Labels.title(text("settings.python")),
                        Layout.column(
                                4,
                                Labels.muted(text("settings.python.interpreter")),
                                Layout.row(8, Layout.wide(path), browse),
                                wrong),
                        Layout.column(
                                4,
                                Labels.muted(text("settings.python.workers")),
                                Layout.width(workers, 96)),
                        Labels.prose(text("settings.python.restart"), "muted"),
                        pip());
    }

    private static VBox pip() {
        var box =
                Layout.column(
                        6,
                        Labels.section(text("settings.python.pip")),
                        Labels.prose(text("settings.python.pip.help"), "muted"));
        for (var name : PIP) {
            var value = System.getenv(name);
            var shown =
                    value == null
                            ? Labels.muted(text("settings.python.unset"))
                            : Labels.mono(withoutPassword(value));
            box.getChildren()
                    .add(Layout.row(8, Layout.width(Labels.mono(name, "muted"), 168), shown));
        }
        return box;
    }

    /** An address may carry a name and a password. */
    static String withoutPassword(String address) {
        return address.replaceAll("//[^/@\\s]*@", "//•••@");
    }

    private void interpreter(TextField field, String path) {
        var usable = path.isEmpty() || Files.isExecutable(Path.of(path));
        Fields.invalid(field, !usable);
        wrong.getChildren().clear();
        if (usable) set(Setting.INTERPRETER, path);
        else wrong.getChildren().add(new FieldProblem(text("settings.python.bad"), null));
    }

    private <T> void set(Setting<T> setting, T value) {
        try {
            settings.set(setting, value);
        } catch (IOException e) {
            failed.accept(e);
        }
    }
}
