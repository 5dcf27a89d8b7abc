package dev.dspex.app;

import dev.dspex.app.kit.Layout;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.EvaluationView;
import dev.dspex.app.run.HistoryCare;
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

import javafx.beans.property.SimpleBooleanProperty;
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
            for (var theme : Theme.values()) take(name, theme);
        }
        System.exit(0);
    }

    /**
     * The studies fill the window, the others the bottom dock or, where they are tall, an editor
     * tab.
     */
    static javafx.scene.image.WritableImage take(String name, Theme theme) {
        int width = name.startsWith("study") ? 1600 : name.startsWith("tall") ? 1200 : 1056;
        int height = name.startsWith("study") ? 928 : name.startsWith("tall") ? 800 : 236;
        return Pictures.take(
                "live-" + name,
                theme,
                width,
                height,
                java.util.Objects.requireNonNull(all().get(name)));
    }

    static Map<String, Supplier<Parent>> all() {
        return new java.util.TreeMap<>(
                Map.ofEntries(
                        Map.entry(
                                "live-charts",
                                () -> island(live(Recorded.events("random-search")))),
                        Map.entry("trend", () -> island(trend())),
                        Map.entry("tall-form", () -> island(form())),
                        Map.entry(
                                "study-gepa", () -> study(Recorded.events("gepa").subList(0, 180))),
                        Map.entry("study-end", () -> study(Recorded.events("random-search"))),
                        Map.entry("run", () -> island(run(Recorded.events("run")))),
                        Map.entry("run-empty", () -> island(run(List.of()))),
                        Map.entry(
                                "streams",
                                () -> island(streams(Recorded.events("react").subList(0, 60)))),
                        Map.entry("streams-empty", () -> island(streams(List.of()))),
                        Map.entry("trace", () -> island(trace(Recorded.events("react")))),
                        Map.entry("tall-trace-error", () -> island(trace(Recorded.golden()))),
                        Map.entry("tall-run-error", () -> island(run(Recorded.golden()))),
                        Map.entry(
                                "tall-evaluation",
                                () ->
                                        island(
                                                evaluation(
                                                        Recorded.events("evaluate")
                                                                .subList(0, 480))))));
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
                        new RunActions(
                                _ -> {},
                                () -> {},
                                _ -> {},
                                _ -> {},
                                _ -> {},
                                HistoryCare.NONE,
                                List::of,
                                new SimpleBooleanProperty(true)),
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

    static Region live(List<Stamped> events) {
        var model = new dev.dspex.app.trend.LiveModel();
        var view = new dev.dspex.app.trend.LiveView(model);
        model.show(events.getFirst().run());
        model.accept(events);
        return view;
    }

    static Region trend() {
        var model = new dev.dspex.app.trend.TrendModel();
        var view = new dev.dspex.app.trend.TrendView(model);
        var runs = new java.util.ArrayList<dev.dspex.app.trend.TrendModel.Scored>();
        double[] scores = {0.19, 0.2, 0.31, 0.38, 0.36, 0.44, 0.47};
        for (int i = 0; i < scores.length; i++)
            runs.add(
                    new dev.dspex.app.trend.TrendModel.Scored(
                            "e" + i, 2 * i + 1, "evaluate", "triage", "test", scores[i], 0));
        runs.add(
                new dev.dspex.app.trend.TrendModel.Scored(
                        "o1", 4, "optimize", "triage", "test", 0.3, 0));
        runs.add(
                new dev.dspex.app.trend.TrendModel.Scored(
                        "o2", 10, "optimize", "triage", "test", 0.44, 0));
        model.setRuns(runs, 14);
        return view;
    }

    static Region form() {
        var model = new dev.dspex.app.optimize.OptimizeFormModel();
        var form =
                new dev.dspex.app.optimize.OptimizeForm(
                        model, _ -> {}, dev.dspex.app.optimize.Forecaster.NONE);
        var settings =
                dev.dspex.app.feed.Values.parse(
                        "{\"max_bootstrapped_demos\":4,\"max_labeled_demos\":48,\"num_candidate_programs\":8000}");
        var splits =
                List.of(
                        new dev.dspex.app.optimize.OptimizeFormModel.Split(
                                "train", "data/train.jsonl", 120),
                        new dev.dspex.app.optimize.OptimizeFormModel.Split(
                                "validation", "data/validation.jsonl", 120));
        model.open(
                dev.dspex.app.optimize.Optimizer.of(Recorded.describe()),
                new dev.dspex.app.optimize.OptimizeFormModel.Setting(
                        "BootstrapFewShotWithRandomSearch",
                        settings,
                        splits,
                        "fields",
                        false,
                        List.of("practice", "main"),
                        3));
        form.opened();
        return form;
    }

    static Region study(List<Stamped> events) {
        var model = new dev.dspex.app.optimize.StudyModel();
        var view =
                new dev.dspex.app.optimize.StudyView(
                        model,
                        new dev.dspex.app.optimize.StudyActions(() -> {}, _ -> {}, () -> {}),
                        _ -> "Study 5",
                        dev.dspex.app.kit.Buttons.primary("Optimize", "auto-fix"));
        if (!events.isEmpty()) model.show(events.getFirst().run());
        model.accept(events);
        return view;
    }

    static Region evaluation(List<Stamped> events) {
        var model = new EvaluationModel();
        var view = new EvaluationView(model, new OwnJudging(), _ -> {});
        model.show(events.getFirst().run());
        model.accept(events);
        return view;
    }
}
