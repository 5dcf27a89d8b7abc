package dev.dspex.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.toSet;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class EventCodecTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    static List<String> golden() throws IOException {
        return Files.readAllLines(
                Path.of(System.getProperty("dspex.home"), "assets/schema/events.golden.jsonl"));
    }

    @Test
    void everyGoldenLineSurvivesTheRoundTripAndIsKnown() throws IOException {
        for (String line : golden()) {
            Stamped read = EventCodec.read(line);
            assertThat(read.event()).as(line).isNotInstanceOf(RunEvent.Unknown.class);
            assertThat(JSON.readTree(EventCodec.line(read))).isEqualTo(JSON.readTree(line));
            assertThat(EventCodec.read(EventCodec.line(read))).isEqualTo(read);
        }
    }

    @Test
    void everyGoldenBodySurvivesTheRoundTrip() throws IOException {
        for (String line : golden()) {
            RunEvent event = EventCodec.read(line).event();
            assertThat(EventCodec.event(event.type(), EventCodec.body(event))).isEqualTo(event);
        }
    }

    @Test
    void everyTypeHasAGoldenLine() throws IOException {
        assertThat(
                        golden().stream()
                                .map(line -> EventCodec.read(line).event().type())
                                .collect(toSet()))
                .isEqualTo(Arrays.stream(EventType.values()).map(EventType::text).collect(toSet()));
    }

    @Test
    void typedFieldsAreReadWhereTheyBelong() throws IOException {
        Stamped first = EventCodec.read(golden().getFirst());
        assertThat(first.run()).isEqualTo("r-20261123-0001");
        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.worker()).isNull();
        assertThat(first.event())
                .isInstanceOfSatisfying(
                        RunEvent.RunQueued.class,
                        queued -> {
                            assertThat(queued.kind()).isEqualTo("evaluate");
                            assertThat(queued.request().get("rows").asInt()).isEqualTo(60);
                        });
        Stamped last = EventCodec.read(golden().getLast());
        assertThat(last.event())
                .isInstanceOfSatisfying(
                        RunEvent.RunFinished.class,
                        finished -> {
                            assertThat(finished.status()).isEqualTo(RunStatus.FAILED);
                            assertThat(finished.error())
                                    .extracting(error -> error.where().row())
                                    .isEqualTo("17");
                        });
    }

    @Test
    void anUnknownTypeIsKeptWhole() {
        String line =
                """
                {"type":"dream","run":"r-1","seq":4,"worker":"w1","wall":5.0,"mono":6,"sheep":[1,{"name":"Dolly"}]}\
                """;
        Stamped read = EventCodec.read(line);
        assertThat(read.event())
                .isInstanceOfSatisfying(
                        RunEvent.Unknown.class,
                        unknown -> {
                            assertThat(unknown.type()).isEqualTo("dream");
                            assertThat(unknown.body())
                                    .isEqualTo(
                                            JSON.readTree("{\"sheep\":[1,{\"name\":\"Dolly\"}]}"));
                        });
        assertThat(JSON.readTree(EventCodec.line(read))).isEqualTo(JSON.readTree(line));
    }

    @Test
    void aKnownTypeOfTheWrongShapeIsKeptWhole() {
        Stamped read =
                EventCodec.read(
                        """
                        {"type":"trial","run":"r-1","seq":1,"wall":1,"mono":1,"number":"five"}\
                        """);
        assertThat(read.event()).isInstanceOf(RunEvent.Unknown.class);
        assertThat(EventCodec.event("trial", "{\"number\":\"five\"}")).isEqualTo(read.event());
        assertThat(EventCodec.event("run_finished", "{\"status\":\"running\"}"))
                .isInstanceOf(RunEvent.Unknown.class);
        assertThat(EventCodec.event("token", "{\"id\":\"l-1\",\"node\":\"n\",\"field\":null}"))
                .as("a field that may not be null is absent")
                .isInstanceOf(RunEvent.Unknown.class);
        assertThat(EventCodec.event("result", "{\"outputs\":1}"))
                .isInstanceOf(RunEvent.Unknown.class);
    }

    @Test
    void unknownFieldsOfAKnownTypeAreIgnored() {
        assertThat(
                        EventCodec.event(
                                "log",
                                "{\"level\":\"info\",\"logger\":\"a\",\"text\":\"b\",\"colour\":\"red\"}"))
                .isEqualTo(new RunEvent.Log("info", "a", "b"));
    }

    @Test
    void aWorkersEventGetsItsPlaceInTheRun() {
        ObjectNode sent =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"type":"token","wall":7.5,"mono":8,"id":"l-1","node":"n","field":"answer","text":"hi","last":true}\
                                """);
        assertThat(EventCodec.stamp(sent, "r-2", 9, "w3"))
                .isEqualTo(
                        new Stamped(
                                "r-2",
                                9,
                                7.5,
                                8,
                                "w3",
                                new RunEvent.Token("l-1", "n", "answer", "hi", true)));
    }

    @Test
    void textThatIsNoEventIsRefused() {
        assertThatThrownBy(() -> EventCodec.read("[]")).isInstanceOf(EventFormatException.class);
        assertThatThrownBy(() -> EventCodec.read("{\"type\":"))
                .isInstanceOf(EventFormatException.class);
        assertThatThrownBy(
                        () ->
                                EventCodec.read(
                                        "{\"type\":\"log\",\"run\":\"r\",\"wall\":1,\"mono\":1}"))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("seq");
    }
}
