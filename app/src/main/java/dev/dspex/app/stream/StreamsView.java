package dev.dspex.app.stream;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.kit.WhileShown;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lanes of live text beside each other; they scroll sideways when they do not fit. */
public final class StreamsView extends StackPane {
    private final StreamsModel model;
    private final UnaryOperator<String> titleOf;
    private final HBox lanes = new HBox();
    private final ViewStates body;
    private final ScrollPane scroll = new ScrollPane(lanes);
    private final List<LaneView> views = new ArrayList<>();
    private final EmptyState none =
            new EmptyState("waveform", text("stream.none"), text("stream.none.todo"));
    private final EmptyState nothing =
            new EmptyState("waveform", text("stream.nothing"), text("stream.nothing.todo"));

    /**
     * @param titleOf the name that people gave a node, by its path in the program
     */
    public StreamsView(StreamsModel model, UnaryOperator<String> titleOf) {
        this.model = model;
        this.titleOf = titleOf;
        body = new ViewStates(none);
        setId("streams");
        setMinSize(0, 0);
        lanes.setFillHeight(true);
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        getChildren().add(body);
        model.watch(new WhileShown(this, this::refresh)::changed);
        refresh();
    }

    private void refresh() {
        var now = model.lanes();
        boolean fresh =
                views.size() > now.size()
                        || (!views.isEmpty() && views.getFirst().lane() != now.getFirst());
        if (fresh) {
            views.clear();
            lanes.getChildren().clear();
        }
        for (var lane : now.subList(views.size(), now.size()))
            views.add(new LaneView(lane, titleOf.apply(lane.node())));
        for (var view : views.subList(lanes.getChildren().size(), views.size()))
            lanes.getChildren().add(view);
        for (var view : views) view.refresh();
        mark();
        if (!now.isEmpty()) body.show(scroll);
        else body.show(model.ended() ? nothing : none);
    }

    /** The last lane has no line at its right. */
    private void mark() {
        for (int i = 0; i < views.size(); i++) {
            var classes = views.get(i).getStyleClass();
            classes.remove("last");
            if (i == views.size() - 1) classes.add("last");
        }
    }
}
