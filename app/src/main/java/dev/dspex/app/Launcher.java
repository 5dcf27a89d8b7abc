package dev.dspex.app;

import javafx.application.Application;

/** Not an Application itself, so that a start from the class path works. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        Application.launch(WorkbenchApp.class, arguments);
    }
}
