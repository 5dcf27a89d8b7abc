package dev.dspex.app;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.theme.Fonts;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Locale;

/** The process: one window, opened on the project that was named, else on the last one. */
public final class WorkbenchApp extends Application {
    private @Nullable Workbench workbench;

    @Override
    public void start(Stage stage) {
        Fonts.load();
        var paths = Paths.detect();
        var settings = Settings.load(paths.settings());
        Texts.speak(settings.get(Setting.LANGUAGE), Locale.getDefault());
        var made = Workbench.make(paths, settings, FileDialogs.SYSTEM, this::quit);
        workbench = made;
        var scene = new Scene(made.window(), 1600, 1000);
        made.attach(scene);
        stage.setScene(scene);
        WindowIcons.give(stage);
        stage.setMinWidth(1120);
        stage.setMinHeight(720);
        new WindowBounds(paths.data().resolve("window.json")).follow(stage);
        stage.titleProperty().bind(made.title());
        stage.setOnCloseRequest(_ -> made.close());
        stage.show();
        made.start();
        var named = getParameters().getUnnamed();
        if (named.isEmpty()) made.openLast();
        else made.open(Path.of(named.getFirst()));
    }

    private void quit() {
        if (workbench != null) workbench.close();
        javafx.application.Platform.exit();
    }
}
