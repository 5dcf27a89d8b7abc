package dev.dspex.app.lab;

import java.util.function.Consumer;

/**
 * What can be done about a lane.
 *
 * @param edit lets the person change the lane of this id
 * @param cooler streams this lane alone once more, at half its temperature
 * @param rule shows the rule of this id
 */
record LabActions(Consumer<String> edit, Consumer<String> cooler, Consumer<String> rule) {}
