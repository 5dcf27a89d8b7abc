package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamPlan;

import javafx.animation.PauseTransition;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.util.ArrayList;
import java.util.List;

/** The Streams place: lanes side by side, what watches them, and what came of them. */
public final class LabView extends StackPane {
    /** Nanoseconds between two looks at the figures. */
    private static final long PAUSE = 100_000_000;

    private final LabModel model;
    private final SetupModel setup;
    private final LabHost host;
    private final LabHeader header;
    private final PlaybackBar playback;
    private final LabBottom bottom;
    private final StackPane failure = new StackPane();
    private final HBox lanes = new HBox(4);
    private final List<LaneColumn> columns = new ArrayList<>();
    private final LaneTurns turns = new LaneTurns();
    private final PauseTransition late = new PauseTransition(Duration.millis(150));
    private final VBox page;
    private final EmptyState empty;
    private final LabActions actions =
            new LabActions(this::edit, this::cooler, rule -> bottom().showRule(rule));
    private List<StreamLane> planned = List.of();
    private boolean wasRunning;
    private long looked;
    private int measured;

    public LabView(LabModel model, SetupModel setup, LabHost host) {
        this.model = model;
        this.setup = setup;
        this.host = host;
        header = new LabHeader(model, setup, host, this::judge);
        playback = new PlaybackBar(model);
        bottom = new LabBottom(setup, model, host);
        late.setOnFinished(_ -> catchUp());
        setId("lab");
        page = page();
        empty = empty();
        getChildren().setAll(empty);
        var shown = new WhileShown(this, this::refresh);
        model.watch(shown::changed);
        setup.watch(this::planned);
        setup.watch(shown::changed);
        host.ready().subscribe(() -> header.refresh());
        refresh();
    }

    /** Other lanes than those of the run that is shown are shown by themselves. */
    private void planned() {
        var now = setup.plan().map(StreamPlan::lanes).orElse(List.of());
        boolean same = now.equals(planned);
        planned = now;
        looked = System.nanoTime() - 3 * PAUSE;
        if (!same && !model.isEmpty() && !model.running()) model.show("");
    }

    private LabBottom bottom() {
        return bottom;
    }

    private VBox page() {
        var scroll = new ScrollPane(lanes);
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        scroll.getStyleClass().add("lab-lanes");
        var upper = new VBox(4, Layout.tall(scroll), playback);
        upper.setMinHeight(200);
        var split = new SplitPane(upper, bottom);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(bottom, false);
        failure.setVisible(false);
        failure.setManaged(false);
        var top = Layout.styled(new VBox(header, failure), "island");
        top.setMinHeight(USE_PREF_SIZE);
        return new VBox(4, top, Layout.tall(split));
    }

    private EmptyState empty() {
        var begin = Buttons.primary(text("lab.begin"), "waveform");
        begin.setId("lab-begin");
        begin.setOnAction(_ -> setup.begin());
        var state = new EmptyState("waveform", text("lab.none"), text("lab.none.todo"), begin);
        state.getStyleClass().add("island");
        return state;
    }

    private void refresh() {
        boolean nothing = setup.plan().isEmpty() && model.isEmpty();
        var wanted = nothing ? empty : page;
        if (getChildren().getFirst() != wanted) getChildren().setAll(wanted);
        if (nothing) return;
        columns();
        boolean running = model.running() || model.playing();
        turns.refresh(columns, running && wasRunning);
        long since = System.nanoTime() - looked;
        if (!running || !wasRunning || since > 2 * PAUSE) {
            catchUp();
            return;
        }
        late.playFromStart();
        figures(columns.get(Math.floorMod(measured++, columns.size())));
        if (since > PAUSE) rest(model.running());
    }

    /** Nothing has come for a while: what had no turn is shown. */
    private void catchUp() {
        late.stop();
        columns.forEach(this::figures);
        rest(model.running());
    }

    /** Those of one lane a frame while it is written: they change less often than the text. */
    private void figures(LaneColumn column) {
        column.refresh(plan(), model.board().span(), model.running());
    }

    private void rest(boolean running) {
        looked = System.nanoTime();
        header.refresh();
        playback.refresh();
        if (wasRunning && !running && !model.playing() && model.board().merged().isPresent())
            bottom.showMerged();
        else bottom.refresh();
        wasRunning = running || model.playing();
        fail(model.board().error());
    }

    /** Of the run that is shown, else what is set up. */
    private StreamPlan plan() {
        var ran = model.board().plan();
        return ran != null ? ran : setup.plan().orElseGet(StreamPlan::simple);
    }

    private void columns() {
        var now = shownLanes();
        var ids = now.stream().map(LabLane::id).toList();
        boolean same = ids.equals(columns.stream().map(column -> column.lane().id()).toList());
        if (!same) {
            columns.clear();
            for (var lane : now) columns.add(new LaneColumn(lane, actions));
            lanes.getChildren().setAll(columns);
        }
        for (int i = 0; i < now.size(); i++)
            if (!same || columns.get(i).lane() != now.get(i)) columns.get(i).show(now.get(i));
    }

    private List<LabLane> shownLanes() {
        var told = model.board().lanes();
        return model.isEmpty() || told.isEmpty()
                ? plan().lanes().stream().map(LabLane::new).toList()
                : told;
    }

    private void fail(String error) {
        failure.setVisible(!error.isEmpty());
        failure.setManaged(!error.isEmpty());
        if (!error.isEmpty()) failure.getChildren().setAll(new FieldProblem(error, null));
    }

    private void edit(String id) {
        var plan = setup.plan().orElse(null);
        if (plan == null) return;
        plan.lanes().stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .ifPresent(
                        lane -> {
                            var sheet =
                                    new LaneSheet(
                                            lane,
                                            host.choices().get(),
                                            plan.lanes().size() > 1,
                                            changed -> closed(() -> setup.lane(changed)),
                                            () -> closed(() -> setup.removeLane(id)),
                                            host.closeSheet());
                            host.sheets().accept(sheet);
                            sheet.focusFirst();
                        });
    }

    private void judge() {
        setup.plan()
                .ifPresent(
                        plan -> {
                            var sheet =
                                    new JudgeSheet(
                                            plan,
                                            host.choices().get().metric(),
                                            (gate, least, judge, margin, pace) ->
                                                    closed(
                                                            () ->
                                                                    setup.judge(
                                                                            gate, least, judge,
                                                                            margin, pace)),
                                            host.closeSheet());
                            host.sheets().accept(sheet);
                            sheet.focusFirst();
                        });
    }

    private void closed(Runnable change) {
        host.closeSheet().run();
        change.run();
    }

    private void cooler(String id) {
        model.board().lanes().stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .ifPresent(
                        lane -> host.start().accept(Plans.cooler(plan(), id, lane.temperature())));
    }
}
