package javafx.broken;

/** Stands for a class of JavaFX, which tests of the bridge do not have. */
public final class NoDisplay {}
