package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.CanvasPlaces;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Names;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Optional;

/** The sample support-triage, built from an empty page with the mouse, run, and undone. */
class BuildingByMouseTest extends PersonFixture {
    private static final String TICKET = "Text of the ticket as the customer wrote it";
    private static final String TEAM = "Team that works on the ticket";
    private static final String TEAMS = "literal['Amber', 'Kestrel', 'Dune', 'Harbor', 'Quill']";

    @Override
    double width() {
        return 1600;
    }

    @Test
    void theSampleIsBuiltFromAnEmptyPageRunAndUndone() {
        startPython();
        emptyPage();
        var empty = document().program();
        assertThat(empty).isEqualTo(Program.empty("triage"));
        describe();
        chooseTeam();
        setPriority();
        note();
        var built = document().program();
        assertThat(placeless(built)).isEqualTo(placeless(sample()));
        assertThat(document().problems()).isEmpty();

        run();
        assertThat(document().program()).isEqualTo(built);
        undoAll();
        assertThat(document().program()).isEqualTo(empty);
        redoAll();
        assertThat(document().program()).isEqualTo(built);
    }

    private void emptyPage() {
        places.choose(data.resolve("mine"));
        press("#project.new");
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        press("#project-menu");
        press("#menu-project.program");
        fill("#name-field", "triage");
        press("#name-yes");
        waitFor(() -> find("#tab-canvas:triage") != null && find("#project.main") != null);
        press("#project.main");
        waitFor(() -> project().project().main().equals("triage"));
        waitFor(() -> find("#project.main") == null && find("#graph") != null);
    }

    private void describe() {
        fill("#inspector-description", sample().description());
    }

    private void chooseTeam() {
        add(320, 120, "ChainOfThought", "chain_of_thought");
        name("chain_of_thought", "classify", "Choose a team");
        openSignature("classify");
        fill("#signature-name", "ChooseTeam");
        fill("#signature-instruction", "Choose the team that works on this ticket.");
        field("inputs-0", "ticket", "str", TICKET);
        field("outputs-0", "queue", TEAMS, TEAM);
        showCanvas();
        drag(port("classify", "ticket"), middle(Names.INPUT));
        openSignature("classify");
        fill("#inputs-0-limits", "min_length 1");
        showCanvas();
    }

    private void setPriority() {
        add(500, 330, "Predict", "predict");
        name("predict", "prioritise", "Set the priority");
        openSignature("prioritise");
        fill("#signature-name", "SetPriority");
        fill("#signature-instruction", "Decide how soon the ticket must be worked on.");
        field("inputs-0", "ticket", "str", TICKET);
        fill("#inputs-0-limits", "min_length 1");
        press("#inputs-add");
        field("inputs-1", "queue", TEAMS, TEAM);
        field(
                "outputs-0",
                "priority",
                "literal['P1', 'P2', 'P3']",
                "How soon the ticket must be worked on");
        showCanvas();
        drag(port(Names.INPUT, "ticket"), port("prioritise", "ticket"));
        drag(port("classify", "queue"), port("prioritise", "queue"));
        drag(port("classify", "queue"), middle(Names.OUTPUT));
        drag(port("prioritise", "priority"), middle(Names.OUTPUT));
    }

    private void note() {
        quickAdd(420, 30, "note");
        waitFor(() -> find("#note-words") != null);
        retype(sample().notes().getFirst().text());
        click(CanvasPlaces.seen(canvas(), 12, 60));
        waitFor(() -> find("#note-words") == null);
    }

    private void run() {
        waitFor(bench.canRun()::get);
        fill("#input-ticket", "I was charged twice for one order.");
        press("#run.start");
        runEnds();
        var model = canvas().model();
        waitFor(() -> OnFx.call(() -> model.status("output").state() == RunState.OK));
        assertThat(model.status("classify").values()).containsKey("queue");
        assertThat(model.status("prioritise").values()).containsKey("priority");
        assertThat(find("#output-queue")).isNotNull();
        assertThat(find("#output-priority")).isNotNull();
    }

    private void undoAll() {
        for (var name = undoName(); name.isPresent(); name = undoName()) press("#edit.undo");
    }

    private void redoAll() {
        for (var name = redoName(); name.isPresent(); name = redoName()) press("#edit.redo");
    }

    private Optional<String> undoName() {
        return OnFx.call(document()::undoName);
    }

    private Optional<String> redoName() {
        return OnFx.call(document()::redoName);
    }

    private void add(double x, double y, String kind, String id) {
        quickAdd(x, y, kind);
        waitFor(() -> document().program().node(id).isPresent());
    }

    private void quickAdd(double x, double y, String what) {
        for (var tries = 0; tries < 5 && find("#quick-add") == null; tries++) {
            // on a busy machine two clicks may be too far apart to be a double click
            go(CanvasPlaces.seen(canvas(), x, y));
            robot.doubleClickOn(MouseButton.PRIMARY);
            WaitForAsyncUtils.waitForFxEvents();
        }
        retype(what);
        press("#add-" + what);
    }

    private void name(String before, String id, String title) {
        click(header(before));
        fill("#inspector-title", title);
        fill("#inspector-id", id);
        click(header(before));
        waitFor(() -> document().program().node(id).isPresent());
    }

    private void openSignature(String id) {
        click(header(id));
        press("#inspector-signature");
        waitFor(() -> find("#signature-name") != null);
    }

    private void field(String id, String name, String type, String description) {
        fill("#" + id + "-name", name);
        fill("#" + id + "-type", type);
        fill("#" + id + "-description", description);
    }

    private void showCanvas() {
        press("#tab-canvas:triage");
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
    }

    private static Program sample() {
        var file = HOME.resolve("assets/samples/support-triage/programs/triage.program.json");
        return ((Read.Ok) ProgramFile.read(file, file.toString())).program();
    }
}
