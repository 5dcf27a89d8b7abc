package dev.dspex.broken;

import javafx.broken.NoDisplay;

import py4j.Protocol;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Reaches for all that one package only may touch. */
final class BreaksEverything {

    @SuppressWarnings("NonFinalStaticField")
    public static int shared = 0;

    void break_() throws SQLException {
        DriverManager.getConnection(Protocol.getOutputErrorCommand()).close();
        System.out.println(new NoDisplay());
        System.exit(shared++);
    }
}
