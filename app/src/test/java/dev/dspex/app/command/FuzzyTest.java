package dev.dspex.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.command.Fuzzy.Span;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FuzzyTest {
    @Test
    void wordsAreFoundAtTheirStartInAnyOrder() {
        assertThat(Fuzzy.match("run cl", "Run Classify urgency").orElseThrow().spans())
                .containsExactly(new Span(0, 3), new Span(4, 6));
        assertThat(Fuzzy.match("urg class", "Classify urgency").orElseThrow().spans())
                .containsExactly(new Span(0, 5), new Span(9, 12));
    }

    @Test
    void lettersInOrderAreEnoughWhenTheyAreNear() {
        assertThat(Fuzzy.match("optz", "Optimize")).isPresent();
        assertThat(Fuzzy.match("ze", "Zoom and then somewhere else entirely")).isEmpty();
        assertThat(Fuzzy.match("xyz", "Optimize")).isEmpty();
    }

    @Test
    void startsOfWordsComeBeforeMiddles() {
        var start = Fuzzy.match("fit", "Fit the program").orElseThrow().score();
        var middle = Fuzzy.match("fit", "Outfit").orElseThrow().score();
        assertThat(start).isGreaterThan(middle);
    }

    @Test
    void aSignNarrowsToItsSourceAndUnavailableCommandsSink() {
        var ran = new ArrayList<String>();
        var open = new SimpleBooleanProperty(false);
        var commands = new Commands();
        commands.add(
                Command.of("run.stop", "stop", "", () -> ran.add("stop"))
                        .when(open, "No run is active"));
        commands.add(Command.of("run.start", "play", "F5", () -> ran.add("start")));
        var model = new PaletteModel(commands, "Commands");
        model.add(
                new PaletteModel.Source(
                        '@',
                        "Nodes",
                        () ->
                                List.of(
                                        new PaletteEntry(
                                                "Go to",
                                                "Stop words",
                                                "cube-outline",
                                                "",
                                                "",
                                                true,
                                                () -> {}))));
        assertThat(model.find("stop"))
                .extracting(hit -> hit.entry().text())
                .containsExactly("Stop words", "Stop");
        assertThat(model.find("@stop"))
                .extracting(hit -> hit.entry().text())
                .containsExactly("Stop words");
        assertThat(model.find(">stop"))
                .singleElement()
                .satisfies(hit -> assertThat(hit.entry().note()).isEqualTo("No run is active"));
        commands.get("run.stop").run();
        open.set(true);
        commands.get("run.stop").run();
        assertThat(ran).containsExactly("stop");
    }

    @Test
    void keysAreWrittenAsCaps() {
        assertThat(Command.of("view.palette", "magnify", "Shortcut+Shift+P", () -> {}).keyText())
                .isEqualTo("Ctrl ⇧ P");
        assertThat(Command.of("run.start", "play", "F5", () -> {}).keyText()).isEqualTo("F5");
        assertThat(Command.of("run.stop", "stop", "Shift+F5", () -> {}).keyText())
                .isEqualTo("Shift F5");
    }

    @Test
    void aKeyBelongsToOneCommand() {
        var commands = new Commands();
        commands.add(Command.of("run.start", "play", "F5", () -> {}));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> commands.add(Command.of("run.stop", "stop", "F5", () -> {})))
                .hasMessageContaining("run.stop clashes with run.start");
    }
}
