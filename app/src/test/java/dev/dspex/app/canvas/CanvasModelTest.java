package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.EventCodec;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

class CanvasModelTest {
    @Test
    void bothEndsAndEveryLinkAreThere() {
        var model = new CanvasModel(TriageProgram.make());
        assertThat(model.boxes())
                .extracting(Box::id)
                .containsExactly("input", "classify", "investigate", "draft", "output");
        assertThat(model.wires()).hasSize(11);
        assertThat(model.box("investigate").orElseThrow().tools())
                .containsExactly("order_status", "service_health", "search_kb");
        assertThat(model.box("classify").orElseThrow().outs())
                .extracting(PortSpec::name)
                .containsExactly("reasoning", "urgency", "confidence");
    }

    @Test
    void nodesWithoutAPlaceAreLaidOutFromLeftToRightWithoutOverlap() {
        var placed = TriageProgram.make();
        List<ModuleNode> free =
                placed.nodes().stream()
                        .map(n -> (ModuleNode) n)
                        .map(
                                n ->
                                        new ModuleNode(
                                                n.id(),
                                                n.kind(),
                                                n.title(),
                                                n.signature(),
                                                n.parameters(),
                                                n.tools(),
                                                n.lm(),
                                                null))
                        .toList();
        var model = new CanvasModel(placed.withNodes(free));
        var boxes = model.boxes().stream().map(model::bounds).toList();
        for (var i = 0; i < boxes.size(); i++) {
            for (var j = i + 1; j < boxes.size(); j++)
                assertThat(boxes.get(i).intersects(boxes.get(j))).isFalse();
        }
        for (var wire : model.wires()) {
            var from = model.bounds(model.box(wire.from()).orElseThrow());
            var to = model.bounds(model.box(wire.to()).orElseThrow());
            assertThat(from.getMaxX()).as(wire.toString()).isLessThan(to.getMinX());
        }
    }

    @Test
    void aLongLinkKeepsClearOfTheNodesBetween() {
        var model = new CanvasModel(TriageProgram.make());
        var boxes = new LinkedHashMap<String, Rectangle2D>();
        model.boxes().forEach(box -> boxes.put(box.id(), model.bounds(box)));
        var wire = new Wire("input", 1, "output", 0);
        var input = Objects.requireNonNull(boxes.get("input"));
        var output = Objects.requireNonNull(boxes.get("output"));
        var router = new LinkRouter(boxes);
        var route =
                router.route(
                        wire,
                        new javafx.geometry.Point2D(input.getMaxX(), 196),
                        new javafx.geometry.Point2D(output.getMinX(), 196));
        var lane = route.points().get(2).getY();
        assertThat(boxes.values())
                .filteredOn(b -> b != input && b != output)
                .allMatch(b -> lane < b.getMinY() || lane > b.getMaxY());
    }

    @Test
    void growingTextShowsItsLastTwoLines() {
        var status =
                NodeStatus.of(RunState.RUNNING)
                        .withText(
                                "one two three four five six seven eight nine ten eleven twelve"
                                        + " thirteen");
        var lines = Strip.lines(status, 160);
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().getLast().text()).endsWith("thirteen");
        assertThat(lines)
                .allSatisfy(
                        line ->
                                assertThat(line.stream().mapToInt(w -> w.text().length()).sum())
                                        .isLessThanOrEqualTo(20));
    }

    @Test
    void aStatusOfAnUnknownNodeIsLeftAlone() {
        var model = new CanvasModel(TriageProgram.make());
        model.setState("nobody", RunState.ERROR);
        assertThat(TriageProgram.states(model)).doesNotContainValue(RunState.ERROR);
    }

    @Test
    void aRecordedRunIsShownOnItsNodes() throws Exception {
        var model = new CanvasModel(TriageProgram.make());
        var run = new RunOnCanvas(model);
        var events = new ArrayList<dev.dspex.event.Stamped>();
        for (var line :
                Files.readAllLines(Path.of("..", "assets", "schema", "events.golden.jsonl"))) {
            if (!line.isBlank()) events.add(EventCodec.read(line));
        }
        run.show(events.getFirst().run());
        run.accept(
                events.stream()
                        .filter(e -> !(e.event() instanceof dev.dspex.event.RunEvent.RunFinished))
                        .toList());
        assertThat(model.status("classify").state()).isNotEqualTo(RunState.IDLE);
        assertThat(model.status("classify").figures()).isNotEmpty();
        assertThat(model.status("investigate").tools()).containsKey("order_status");
        run.show("");
        assertThat(TriageProgram.states(model).values()).containsOnly(RunState.IDLE);
    }

    @Test
    void anEmptyProgramSaysSo() {
        assertThat(new CanvasModel(Program.empty("none")).isEmpty()).isTrue();
        assertThat(new CanvasModel(TriageProgram.make()).isEmpty()).isFalse();
    }
}
