package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.chart.Legend;
import dev.dspex.app.chart.LegendKey;
import dev.dspex.app.chart.Spot;
import dev.dspex.app.chart.Timeline;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.Node;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Which worker answered which row of which candidate when. */
final class WorkersView implements ViewTabs.Tab {
    private static final int TABLE = 2_000;

    private final StudyModel model;
    private final Timeline chart;
    private final EmptyState none =
            new EmptyState(
                    "timeline-outline",
                    text("optimize.workers.none"),
                    text("optimize.workers.none.todo"));
    private final Node legend =
            Legend.of(
                    List.of(
                            LegendKey.square(text("optimize.workers.rows"), Paints.SERIES_1),
                            LegendKey.square(text("optimize.workers.chosen"), Paints.SERIES_2),
                            LegendKey.square(text("optimize.workers.writing"), Paints.SERIES_4),
                            LegendKey.square(text("optimize.workers.other"), Paints.SUBTLE)));
    private String marked = "";
    private Shown shown = new Shown(List.of(), Set.of(), Map.of(), List.of(), List.of(), 0);

    /** Spans with their lanes and their times from the start. */
    private final class Shown implements Timeline.Data {
        private final List<WorkerSpans.Span> spans;
        private final Set<String> candidates;
        private final int[] lane;
        private final double[] from;
        private final double[] to;
        private final List<String> lanes;
        private final List<Timeline.Mark> marks;
        private final double end;

        Shown(
                List<WorkerSpans.Span> spans,
                Set<String> candidates,
                Map<String, Integer> first,
                List<String> lanes,
                List<WorkerSpans.Resized> resized,
                double start) {
            this.spans = spans;
            this.candidates = candidates;
            this.lanes = lanes;
            lane =
                    spans.stream()
                            .mapToInt(s -> first.getOrDefault(s.worker(), 0) + s.lane())
                            .toArray();
            from = spans.stream().mapToDouble(s -> (s.from() - start) / 1000).toArray();
            to = spans.stream().mapToDouble(s -> (s.to() - start) / 1000).toArray();
            end = DoubleStream.of(to).max().orElse(0);
            marks =
                    resized.stream()
                            .map(
                                    r ->
                                            new Timeline.Mark(
                                                    (r.at() - start) / 1000,
                                                    text("optimize.workers.resized", r.workers())))
                            .toList();
        }

        @Override
        public List<String> lanes() {
            return lanes;
        }

        @Override
        public List<Timeline.Mark> marks() {
            return marks;
        }

        @Override
        public int size() {
            return spans.size();
        }

        @Override
        public int lane(int index) {
            return lane[index];
        }

        @Override
        public double from(int index) {
            return from[index];
        }

        @Override
        public double to(int index) {
            return to[index];
        }

        @Override
        public double end() {
            return end;
        }

        @Override
        public Paints paint(int index) {
            var span = spans.get(index);
            return switch (span.kind()) {
                case WRITING -> Paints.SERIES_4;
                case LOST -> Paints.ERROR;
                case ROW ->
                        !isCandidate(span)
                                ? Paints.SUBTLE
                                : span.candidate().equals(marked)
                                        ? Paints.SERIES_2
                                        : Paints.SERIES_1;
            };
        }

        boolean isCandidate(WorkerSpans.Span span) {
            return candidates.contains(span.candidate());
        }

        String what(WorkerSpans.Span span) {
            return switch (span.kind()) {
                case WRITING -> text("optimize.workers.writing");
                case LOST -> text("optimize.workers.lost");
                case ROW ->
                        isCandidate(span)
                                ? StudyCandidate.name(span.candidate())
                                : text("optimize.workers.other");
            };
        }

        /** The last of many. */
        ChartTable table() {
            var rows = new ArrayList<List<String>>();
            for (int i = Math.max(0, spans.size() - TABLE); i < spans.size(); i++) {
                var span = spans.get(i);
                rows.add(
                        List.of(
                                span.worker(),
                                what(span),
                                span.row(),
                                Figures.seconds(from[i]),
                                Figures.seconds(to[i] - from[i])));
            }
            return new ChartTable(
                    List.of(
                            text("optimize.worker"),
                            text("optimize.candidate"),
                            text("optimize.row"),
                            text("optimize.workers.begun"),
                            text("optimize.elapsed")),
                    rows);
        }

        @Override
        public List<Spot.Line> words(int index) {
            var span = spans.get(index);
            var lines = new ArrayList<Spot.Line>();
            lines.add(new Spot.Line(text("optimize.candidate"), what(span)));
            if (!span.row().isEmpty()) lines.add(new Spot.Line(text("optimize.row"), span.row()));
            lines.add(new Spot.Line(text("optimize.worker"), span.worker()));
            lines.add(
                    new Spot.Line(
                            text("optimize.elapsed"),
                            Figures.seconds((span.to() - span.from()) / 1000)));
            return lines;
        }
    }

    /**
     * @param chosen told of a candidate and a row that were chosen
     */
    WorkersView(StudyModel model, BiConsumer<String, String> chosen) {
        this.model = model;
        chart =
                new Timeline(
                        index -> {
                            var span = shown.spans.get(index);
                            if (shown.isCandidate(span))
                                chosen.accept(span.candidate(), span.row());
                        });
        chart.setId("timeline");
    }

    void mark(String candidate) {
        if (marked.equals(candidate)) return;
        marked = candidate;
        chart.redraw();
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public List<Node> controls() {
        return List.of(legend);
    }

    @Override
    public Supplier<Runnable> look() {
        var counts = model.spans().lanes();
        var candidates = model.candidates();
        var spans = List.copyOf(model.spans().spans());
        var resized = List.copyOf(model.spans().resized());
        return () -> {
            var lanes = new ArrayList<String>();
            var first = new HashMap<String, Integer>();
            counts.forEach(
                    (worker, count) -> {
                        first.put(worker, lanes.size());
                        for (int i = 0; i < count; i++) lanes.add(i == 0 ? worker : "");
                    });
            double start = spans.stream().mapToDouble(WorkerSpans.Span::from).min().orElse(0);
            var ids = candidates.stream().map(StudyCandidate::id).collect(Collectors.toSet());
            var now = new Shown(spans, ids, first, lanes, resized, start);
            return () -> show(now);
        };
    }

    private void show(Shown now) {
        shown = now;
        chart.show(now);
    }

    @Override
    public @Nullable Node empty() {
        return shown.spans.isEmpty() ? none : null;
    }

    @Override
    public Supplier<ChartTable> table() {
        return shown::table;
    }
}
