package dev.dspex.app;

import dev.dspex.cli.Cli;
import dev.dspex.infra.Paths;

import javafx.application.Application;

/** Not an Application itself, so that a start from the class path works. */
public final class Launcher {
    private Launcher() {}

    /** A command, or a project where there is no display, runs in the terminal; else the window. */
    public static void main(String[] arguments) {
        System.setProperty("dspex.logs", Paths.detect().data().resolve("logs").toString());
        if (Cli.isCommand(arguments) || noDisplay()) {
            System.exit(Cli.run(arguments));
        }
        Application.launch(WorkbenchApp.class, arguments);
    }

    private static boolean noDisplay() {
        String system = System.getProperty("os.name", "");
        return system.startsWith("Linux")
                && System.getProperty("glass.platform") == null
                && System.getenv("DISPLAY") == null
                && System.getenv("WAYLAND_DISPLAY") == null;
    }
}
