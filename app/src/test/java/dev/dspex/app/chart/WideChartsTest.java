package dev.dspex.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The heat map and parallel coordinates with mouse and keyboard. */
class WideChartsTest {
    @Test
    void aClickAndTheKeysChooseACell() {
        OnFx.run(
                () -> {
                    var chosen = new ArrayList<HeatMap.Cell>();
                    var map = new HeatMap("Row", chosen::add);
                    map.show(data(500, 10_000));
                    laidOut(map);
                    mouse(map, MouseEvent.MOUSE_PRESSED, 64 + 38 + 4, 26 + 40 + 4);
                    key(map, KeyCode.END);
                    key(map, KeyCode.DOWN);
                    key(map, KeyCode.ENTER);
                    assertThat(chosen)
                            .containsExactly(new HeatMap.Cell(2, 1), new HeatMap.Cell(3, 9_999));
                    assertThat(map.getAccessibleText()).contains("c9999").contains("Row 3");
                    assertThat(map.cellAt(580, 30)).as("in view").isNotNull();
                });
    }

    @Test
    void inkCanBeReadOnEveryShade() {
        for (var theme :
                List.of(
                        List.of("#0d1117", "#f0a020", "#f0f6fc"),
                        List.of("#ffffff", "#c46a00", "#1b1f24"))) {
            var shades =
                    new HeatShades(
                            Color.web(theme.get(0)),
                            Color.web(theme.get(1)),
                            Color.web(theme.get(2)));
            for (double value = 0; value <= 1; value += 0.05)
                assertThat(HeatShades.contrast(shades.fill(value), shades.ink(value)))
                        .as("%s at %s", theme, value)
                        .isGreaterThan(4);
        }
    }

    @Test
    void aBrushKeepsWhatPassesAndALineIsChosen() {
        OnFx.run(
                () -> {
                    var passing = new ArrayList<Set<String>>();
                    var chart = new ParallelChart(passing::add, _ -> {});
                    chart.show(lines());
                    laidOut(chart);
                    chart.brush(1, 0.5, 1);
                    assertThat(passing.getLast())
                            .containsExactly("c5", "c6", "c7", "c8", "c9", "c10");
                    chart.show(lines());
                    assertThat(chart.getAccessibleText()).as("the brush stays").contains("6 of 11");
                    key(chart, KeyCode.ESCAPE);
                    assertThat(passing.getLast()).isEmpty();
                });
    }

    @Test
    void keysRaiseWhereLinesHaveToPass() {
        OnFx.run(
                () -> {
                    var passing = new ArrayList<Set<String>>();
                    var chart = new ParallelChart(passing::add, _ -> {});
                    chart.show(lines());
                    laidOut(chart);
                    for (int i = 0; i < 9; i++) key(chart, KeyCode.UP);
                    assertThat(passing.getLast()).containsExactly("c9", "c10");
                    for (int i = 0; i < 9; i++) key(chart, KeyCode.DOWN);
                    assertThat(passing.getLast()).as("all").isEmpty();
                });
    }

    @Test
    void aDragAlongAnAxisIsABrush() {
        OnFx.run(
                () -> {
                    var passing = new ArrayList<Set<String>>();
                    var chart = new ParallelChart(passing::add, _ -> {});
                    chart.show(lines());
                    laidOut(chart);
                    mouse(chart, MouseEvent.MOUSE_PRESSED, 600 - 56, 44);
                    mouse(chart, MouseEvent.MOUSE_DRAGGED, 600 - 56, 44 + (300 - 64) * 0.25);
                    mouse(chart, MouseEvent.MOUSE_RELEASED, 600 - 56, 44 + (300 - 64) * 0.25);
                    assertThat(passing.getLast()).containsExactly("c8", "c9", "c10");
                });
    }

    @Test
    void ofManyLinesTheBestAreDrawn() {
        var lines = new ArrayList<ParallelLines.Line>();
        for (int i = 0; i < 10_000; i++)
            lines.add(new ParallelLines.Line("c" + i, i / 1e4, i / 1e4));
        var drawn = new ParallelLines(axes(), lines, _ -> List.of(), 9_999).drawn();

        assertThat(drawn).hasSize(ParallelLines.MOST).doesNotHaveDuplicates().endsWith(9_999);
        assertThat(drawn).contains(IntStream.range(9_500, 10_000).toArray());
    }

    private static ParallelLines lines() {
        var lines = new ArrayList<ParallelLines.Line>();
        var texts = new ArrayList<List<String>>();
        for (int i = 0; i <= 10; i++) {
            lines.add(new ParallelLines.Line("c" + i, 1 - i / 10.0, i / 10.0));
            texts.add(List.of("x", "y"));
        }
        return new ParallelLines(axes(), lines, texts::get, 10);
    }

    private static List<ParallelChart.Coordinate> axes() {
        return List.of(
                new ParallelChart.Coordinate("x", List.of(new ParallelChart.Tick(0, "0"))),
                new ParallelChart.Coordinate("score", List.of(new ParallelChart.Tick(1, "1"))));
    }

    private static HeatMap.Data data(int rows, int columns) {
        var rowNames = IntStream.range(0, rows).mapToObj(String::valueOf).toList();
        var columnNames = IntStream.range(0, columns).mapToObj(i -> "c" + i).toList();
        return new HeatMap.Data() {
            @Override
            public List<String> rows() {
                return rowNames;
            }

            @Override
            public List<String> columns() {
                return columnNames;
            }

            @Override
            public double at(int row, int column) {
                return (row + column) % 2;
            }
        };
    }

    private static void laidOut(Region region) {
        new Scene(region, 600, 300).snapshot(null);
    }

    private static void key(Region region, KeyCode code) {
        region.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static void mouse(
            Region region, javafx.event.EventType<MouseEvent> type, double x, double y) {
        region.fireEvent(
                new MouseEvent(
                        region,
                        region,
                        type,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        new PickResult(region, x, y)));
    }
}
