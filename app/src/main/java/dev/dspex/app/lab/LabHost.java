package dev.dspex.app.lab;

import dev.dspex.stream.StreamPlan;

import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the laboratory asks for; whoever puts the window together does it.
 *
 * @param start streams the program with this plan, on the inputs that are chosen
 * @param stop stops the run
 * @param inputs lets the person choose the inputs
 * @param inputsLine the inputs that are chosen, in a line
 * @param choices what lanes may be made of
 * @param sheets shows a sheet over the window
 * @param closeSheet closes it
 * @param ready whether there are workers to run on
 */
public record LabHost(
        Consumer<StreamPlan> start,
        Runnable stop,
        Runnable inputs,
        Supplier<String> inputsLine,
        Supplier<Choices> choices,
        Consumer<Region> sheets,
        Runnable closeSheet,
        ObservableValue<Boolean> ready) {
    /**
     * What lanes and the judge may be.
     *
     * @param program its name
     * @param nodes paths of the module nodes
     * @param fields output fields that are streamed
     * @param metric of the project
     */
    public record Choices(
            String program,
            List<String> nodes,
            List<String> kinds,
            List<String> lms,
            List<String> fields,
            String metric) {}
}
