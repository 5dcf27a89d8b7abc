package dev.dspex.app.run;

import javafx.beans.value.ObservableValue;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the run panel asks for; whoever puts the window together does it.
 *
 * @param run starts the program with these inputs
 * @param stop stops the run that is shown
 * @param open shows a run of the history
 * @param compare compares a run of the history with the one that is shown
 * @param choose lets the person choose between its answers and those of the run that is shown
 * @param care what else is done to runs of the history
 * @param rows data rows that inputs may be taken from
 * @param ready whether there are workers to run on
 */
public record RunActions(
        Consumer<ObjectNode> run,
        Runnable stop,
        Consumer<String> open,
        Consumer<String> compare,
        Consumer<String> choose,
        HistoryCare care,
        Supplier<List<DataRow>> rows,
        ObservableValue<Boolean> ready) {
    /** A row of a data set. */
    public record DataRow(String id, JsonNode values) {}
}
