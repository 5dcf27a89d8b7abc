package dev.dspex.app;

import dev.dspex.app.kit.Layout;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.EvaluationView;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.app.run.HistoryModel.Item;
import dev.dspex.app.run.InputsModel;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.run.RunModel;
import dev.dspex.app.run.RunView;
import dev.dspex.app.stream.StreamsModel;
import dev.dspex.app.stream.StreamsView;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.testing.Recorded;
import dev.dspex.app.theme.Theme;
import dev.dspex.app.trace.TraceModel;
import dev.dspex.app.trace.TraceView;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;

import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Pictures of the live views with recorded runs; each at the size it has in the window. */
public final class LivePictures {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1795412400000L));

    private LivePictures() {}

    public static void main(String[] names) {
        for (var name : names.length == 0 ? all().keySet() : Set.of(names)) {
            for (var theme : Theme.values()) {
                var size =
                        name.startsWith("study")
                                ? new int[] {1600, 928}
                                : name.startsWith("tall")
                                        ? new int[] {1200, 800}
                                        : new int[] {1056, 236};
                Pictures.take(
                        "live-" + name,
                        theme,
                        size[0],
                        size[1],
                        java.util.Objects.requireNonNull(all().get(name)));
            }
        }
        System.exit(0);
    }

    static Map<String, Supplier<Parent>> all() {
        return Map.of(
                "run", () -> island(run(Recorded.events("run"))),
                "run-empty", () -> island(run(List.of())),
                "streams", () -> island(streams(Recorded.events("react").subList(0, 60))),
                "streams-empty", () -> island(streams(List.of())),
                "trace", () -> island(trace(Recorded.events("react"))),
                "tall-trace-error", () -> island(trace(Recorded.golden())),
                "tall-run-error", () -> island(run(Recorded.golden())),
                "tall-evaluation",
                        () -> island(evaluation(Recorded.events("evaluate").subList(0, 480))));
    }

    static Region island(Region view) {
        var box = Layout.styled(new VBox(Layout.tall(view)), "island");
        return box;
    }

    static Region run(List<Stamped> events) {
        var model = new RunModel();
        var inputs = new InputsModel();
        inputs.setFields(
                List.of(
                        new Field("ticket", FieldType.Basic.STR, "Text of the ticket"),
                        new Field("channel", FieldType.Literal.of("mail", "phone"), ""),
                        new Field("age", FieldType.Basic.INT, "Days"),
                        new Field("urgent", FieldType.Basic.BOOL, ""),
                        new Field("tags", new FieldType.ListOf(FieldType.Basic.STR), "")),
                Set.of());
        var history = new HistoryModel();
        if (!events.isEmpty()) {
            history.setRuns(
                    List.of(
                            item("r-1", 1, "evaluate", RunStatus.FINISHED, 0.188),
                            item("r-2", 2, "optimize", RunStatus.STOPPED_PERSON, 0.525),
                            item("r-3", 3, "run", RunStatus.FAILED, null),
                            item(events.getFirst().run(), 4, "run", RunStatus.QUEUED, null)));
        }
        history.accept(events);
        if (!events.isEmpty()) model.show(events.getFirst().run());
        model.accept(events);
        inputs.fill(
                model.inputs().isEmpty()
                        ? tools.jackson.databind.node.JsonNodeFactory.instance.objectNode()
                        : object(model.inputs()));
        var view =
                new RunView(
                        model,
                        inputs,
                        history,
                        new RunActions(_ -> {}, () -> {}, _ -> {}, List::of),
                        CLOCK);
        if (!events.isEmpty()) view.start();
        return view;
    }

    private static tools.jackson.databind.JsonNode object(
            Map<String, tools.jackson.databind.JsonNode> values) {
        var node = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        values.forEach(node::set);
        return node;
    }

    private static Item item(
            String id,
            int number,
            String kind,
            RunStatus status,
            @org.jspecify.annotations.Nullable Double score) {
        return new Item(
                id,
                number,
                kind,
                "triage",
                status,
                score,
                1795412100000.0 - (5 - number) * 3.6e6,
                12.7);
    }

    static Region streams(List<Stamped> events) {
        var model = new StreamsModel();
        var view = new StreamsView(model, node -> node.startsWith("help") ? "Help" : node);
        if (!events.isEmpty()) model.show(events.getFirst().run());
        model.accept(events);
        return view;
    }

    static Region trace(List<Stamped> events) {
        var model = new TraceModel();
        var view = new TraceView(model);
        if (!events.isEmpty()) model.show(events.getFirst().run());
        model.accept(events);
        var lm =
                events.stream()
                        .filter(e -> e.event() instanceof dev.dspex.event.RunEvent.LmStarted)
                        .map(e -> ((dev.dspex.event.RunEvent.LmStarted) e.event()).id())
                        .findFirst();
        lm.ifPresent(id -> view.open("", id));
        return view;
    }

    static Region evaluation(List<Stamped> events) {
        var model = new EvaluationModel();
        var view = new EvaluationView(model, _ -> {});
        model.show(events.getFirst().run());
        model.accept(events);
        return view;
    }
}
