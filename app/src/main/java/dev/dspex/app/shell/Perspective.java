package dev.dspex.app.shell;

import javafx.scene.Node;

import java.util.function.Supplier;

/**
 * A place of the workbench, named by a noun: Design, Studies. Its content is made when first shown.
 */
public record Perspective(String id, String title, String icon, Supplier<Node> content) {}
