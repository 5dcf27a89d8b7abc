package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.edit.Edits;
import dev.dspex.edit.Levels;
import dev.dspex.edit.Nesting;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run says of the nodes of a sub-program, whichever level is shown. */
class RunWithinTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Program program =
            ((Nesting.Collapse.Done)
                            Nesting.collapse(
                                    TriageProgram.make(), Set.of("investigate", "draft"), "steps"))
                    .program();
    private final CanvasModel model = new CanvasModel(program);
    private final RunOnCanvas run = new RunOnCanvas(model);
    private int seq;

    @BeforeEach
    void show() {
        begin("whole", null, null);
    }

    @Test
    void innerNodesWaitRunAndEndAsTheOthersDo() {
        model.show(program, List.of("steps"));
        assertThat(model.status("draft").state()).isEqualTo(RunState.WAITING);

        start("");
        start("steps");
        start("steps.investigate");
        assertThat(model.status("input").state()).isEqualTo(RunState.OK);
        assertThat(model.status("investigate").state()).isEqualTo(RunState.RUNNING);
        take(token("steps.investigate.react", "Looking"));
        assertThat(model.status("investigate").text()).isEqualTo("Looking");
        take(tool("steps.investigate", "search_kb"));
        assertThat(model.status("investigate").tools()).containsKey("search_kb");

        end("steps.investigate", "findings", "none");
        assertThat(model.status("investigate").state()).isEqualTo(RunState.OK);
        assertThat(model.status("investigate").values()).containsEntry("findings", "none");
        assertThat(model.status("output").state()).isEqualTo(RunState.WAITING);

        start("steps.draft");
        end("steps.draft", "reply", "Hello");
        end("steps", "reply", "Hello");
        assertThat(model.status("output").state()).isEqualTo(RunState.OK);
    }

    @Test
    void theNodeAroundCountsWhatItsNodesUse() {
        start("steps");
        start("steps.draft");
        take(
                new RunEvent.LmStarted(
                        "lm",
                        null,
                        "steps.draft.predict",
                        "student",
                        "main",
                        "m",
                        List.of(),
                        MAPPER.createObjectNode(),
                        null));
        take(new RunEvent.LmEnded("lm", List.of("x"), 30, 12, 0.5, false, 0.1, null, 1, null));

        assertThat(model.status("steps").figures()).anyMatch(f -> f.contains("42"));
        assertThat(model.statusAt("steps.draft").figures()).anyMatch(f -> f.contains("42"));
    }

    @Test
    void anEditWithinMakesWhatHangsOnItStale() {
        ranWhole();
        model.show(warmer("draft"), List.of("steps"));

        assertThat(model.status("investigate").shown()).isEqualTo(RunState.OK);
        assertThat(model.status("draft").shown()).isEqualTo(RunState.STALE);
        assertThat(model.status("output").shown()).isEqualTo(RunState.STALE);
        assertThat(model.statusAt("steps").shown()).isEqualTo(RunState.STALE);
        assertThat(model.statusAt("classify").shown()).isEqualTo(RunState.OK);

        model.show(program, List.of("steps"));
        assertThat(model.statusAt("steps").shown()).isEqualTo(RunState.OK);
    }

    @Test
    void anEditBeforeTheSubProgramReachesItsNodes() {
        ranWhole();
        var classify = (ModuleNode) program.node("classify").orElseThrow();
        model.show(Edits.replace(program, warmer(classify)));

        assertThat(model.statusAt("steps.investigate").shown()).isEqualTo(RunState.STALE);
        assertThat(model.statusAt("steps.draft").shown()).isEqualTo(RunState.STALE);
    }

    @Test
    void aNodeThatRunsAloneWithinLeavesTheOthersAsTheyAre() {
        ranWhole();
        run.keepNext();
        begin("again", "only", "steps.investigate");
        start("steps");
        assertThat(model.status("steps").state()).isEqualTo(RunState.OK);
        start("steps.investigate");
        assertThat(model.statusAt("steps.investigate").state()).isEqualTo(RunState.RUNNING);
        end("steps.investigate", "findings", "more");
        end("steps", "findings", "more");
        finish();

        assertThat(model.statusAt("steps.investigate").shown()).isEqualTo(RunState.OK);
        assertThat(model.statusAt("steps.draft").shown()).isEqualTo(RunState.STALE);
        assertThat(model.status("steps").values()).containsEntry("reply", "Hello");
        assertThat(model.status("steps").shown()).isEqualTo(RunState.STALE);
        assertThat(model.status("classify").shown()).isEqualTo(RunState.OK);
    }

    private void ranWhole() {
        start("");
        start("classify");
        end("classify", "urgency", "high");
        start("steps");
        start("steps.investigate");
        end("steps.investigate", "findings", "none");
        start("steps.draft");
        end("steps.draft", "reply", "Hello");
        end("steps", "reply", "Hello");
        finish();
    }

    private Program warmer(String inner) {
        return Levels.edit(
                program,
                List.of("steps"),
                level ->
                        Edits.replace(level, warmer((ModuleNode) level.node(inner).orElseThrow())));
    }

    private static ModuleNode warmer(ModuleNode node) {
        return new ModuleNode(
                node.head(),
                node.kind(),
                node.signature(),
                node.parameters().with("temperature", 1.5),
                node.tools(),
                node.lm(),
                node.wrapping());
    }

    private void begin(String id, @Nullable String part, @Nullable String node) {
        seq = 0;
        run.show(id);
        var request = MAPPER.createObjectNode();
        request.set("program", MAPPER.readTree(ProgramFile.text(program)));
        if (part != null) request.put(part, node);
        take(new RunEvent.RunQueued("run", "triage", request));
        take(
                new RunEvent.RunStarted(
                        new RunEvent.Provenance(
                                null, null, null, null, null, null, Map.of(), null, null,
                                Map.of())));
    }

    private void start(String node) {
        take(
                new RunEvent.CallStarted(
                        "call " + node,
                        null,
                        "module",
                        node,
                        node,
                        "M",
                        MAPPER.createObjectNode(),
                        null));
    }

    private void end(String node, String field, String value) {
        ObjectNode outputs = MAPPER.createObjectNode().put(field, value);
        take(new RunEvent.CallEnded("call " + node, outputs, null, 0.1));
    }

    private void finish() {
        take(new RunEvent.RunFinished(RunStatus.FINISHED, null, 1, MAPPER.createObjectNode()));
    }

    private static RunEvent token(String node, String text) {
        return new RunEvent.Token("lm", node, "findings", text, false);
    }

    private static RunEvent tool(String node, String name) {
        return new RunEvent.ToolStarted("tool", null, node, name, MAPPER.createObjectNode(), null);
    }

    private void take(RunEvent event) {
        run.accept(List.of(new Stamped(run.run(), ++seq, 0, 0, "w1", event)));
    }
}
