package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.program.Words;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

/** The Sessions place: how a live session goes, what was decided in it, and how it is set up. */
public final class SessionView extends StackPane {
    private static final double RIGHT = 304;

    private final LiveSessionModel model;
    private final SessionSetupModel setup;
    private final SessionHeader header;
    private final TrendPanel trend;
    private final BanditPanel bandit;
    private final StrategyPanel strategy;
    private final ResourcesPanel resources;
    private final SetupPanel form;
    private final ToggleButton formTab = new ToggleButton(text("session.tab.setup"));
    private final ToggleButton resourcesTab = new ToggleButton(text("session.tab.resources"));
    private final ScrollPane side = new ScrollPane();
    private final StackPane failure = new StackPane();
    private final VBox page;
    private final EmptyState empty;
    private String shown = "";
    private boolean wasEmpty = true;
    private int open;

    public SessionView(LiveSessionModel model, SessionSetupModel setup, SessionHost host) {
        this.model = model;
        this.setup = setup;
        header = new SessionHeader(model, setup, host);
        trend = new TrendPanel(model, this::open);
        bandit = new BanditPanel(model);
        strategy = new StrategyPanel(model, this::open);
        resources = new ResourcesPanel(model);
        form = new SetupPanel(setup, host);
        setId("sessions");
        page = page();
        var begin = Buttons.primary(text("session.begin"), "tune-variant");
        begin.setId("session-begin");
        begin.setOnAction(
                _ -> {
                    var splits = host.choices().get().splits().keySet();
                    setup.begin(
                            splits.contains("validation")
                                    ? "validation"
                                    : splits.stream().findFirst().orElse("validation"));
                });
        empty =
                new EmptyState(
                        "tune-variant", text("session.none"), text("session.none.todo"), begin);
        empty.getStyleClass().add("island");
        getChildren().setAll(empty);
        var whileShown = new WhileShown(this, this::refresh);
        model.watch(whileShown::changed);
        setup.watch(whileShown::changed);
        host.ready().subscribe(() -> header.refresh());
        refresh();
    }

    private VBox page() {
        failure.setVisible(false);
        failure.setManaged(false);
        var top = Layout.styled(new VBox(header, failure), "island");
        top.setMinHeight(USE_PREF_SIZE);
        bandit.setMinWidth(400);
        strategy.setMinWidth(320);
        var lower = new SplitPane(bandit, strategy);
        lower.setDividerPositions(0.38);
        var left = new SplitPane(trend, lower);
        left.setOrientation(Orientation.VERTICAL);
        left.setDividerPositions(0.48);
        left.setMinWidth(0);
        var right = right();
        var all = new SplitPane(left, right);
        SplitPane.setResizableWithParent(right, false);
        all.setDividerPositions(0.78);
        return new VBox(4, top, Layout.tall(all));
    }

    private VBox right() {
        formTab.setId("session-tab-setup");
        formTab.setOnAction(_ -> side(form));
        resourcesTab.setId("session-tab-resources");
        resourcesTab.setOnAction(_ -> side(resources));
        side.setFitToWidth(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.getStyleClass().add("edge-to-edge");
        side.setMinHeight(0);
        var tabs = new SegmentedButton(formTab, resourcesTab);
        var right = new VBox(Layout.styled(new HBox(tabs), "panel-header"), Layout.tall(side));
        right.getStyleClass().add("island");
        right.setMinWidth(RIGHT);
        right.setPrefWidth(RIGHT);
        side(form);
        return right;
    }

    private void side(Node view) {
        formTab.setSelected(view == form);
        resourcesTab.setSelected(view == resources);
        if (side.getContent() != view) side.setContent(view);
    }

    /** Opens a decision beside its mark; 0 closes it. */
    void open(int number) {
        open = number;
        if (number == 0) trend.close();
        else trend.open(model.verdicts().get(number - 1));
        strategy.select(number);
    }

    private void refresh() {
        boolean nothing = setup.draft().isEmpty() && model.isEmpty();
        Node wanted = nothing ? empty : page;
        if (getChildren().getFirst() != wanted) getChildren().setAll(wanted);
        if (nothing) return;
        if (!model.run().equals(shown) || model.verdicts().size() < open) another();
        header.refresh();
        trend.refresh();
        bandit.refresh();
        strategy.refresh();
        resources.refresh();
        form.refresh();
        if (wasEmpty && !model.tasks().isEmpty()) side(resources);
        wasEmpty = model.tasks().isEmpty();
        fail(model.error());
    }

    private void another() {
        shown = model.run();
        open(0);
        strategy.clear();
        wasEmpty = true;
    }

    private void fail(String error) {
        failure.setVisible(!error.isEmpty());
        failure.setManaged(!error.isEmpty());
        if (!error.isEmpty())
            failure.getChildren().setAll(new FieldProblem(Words.told(error), null));
    }
}
