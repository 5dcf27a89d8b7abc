package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Scores from 0 to 1 by row and column, the number in each cell. Only the cells in view are drawn,
 * so there may be any number of them. A click or Enter chooses a cell, the arrow keys walk. FX
 * thread only.
 */
public final class HeatMap extends TipCanvas {
    /** What is shown; the value of a cell is NaN where there is none. */
    public interface Data {
        List<String> rows();

        List<String> columns();

        double at(int row, int column);

        /** Whether rows and columns have names of their own, which need more room than numbers. */
        default boolean named() {
            return false;
        }
    }

    /** A place in the data. */
    public record Cell(int row, int column) {}

    private final DoubleProperty firstX = new SimpleDoubleProperty();
    private final DoubleProperty firstY = new SimpleDoubleProperty();
    private final Consumer<Cell> chosen;
    private final String rowTitle;
    private Data data = HeatShades.NOTHING;
    private @Nullable Cell cursor;
    private @Nullable Cell hovered;
    private String marked = "";

    /**
     * @param rowTitle what a row is, such as "Row"
     * @param chosen told of each cell that is clicked or entered
     */
    public HeatMap(String rowTitle, Consumer<Cell> chosen) {
        this.rowTitle = rowTitle;
        this.chosen = chosen;
        getStyleClass().add("chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(cellAt(e.getX(), e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        focusedProperty().subscribe(this::redraw);
        firstX.subscribe(this::redraw);
        firstY.subscribe(this::redraw);
    }

    public void show(Data shown) {
        data = shown;
        hovered = null;
        var at = cursor;
        if (at != null && (at.row >= data.rows().size() || at.column >= data.columns().size()))
            cursor = null;
        say();
        redraw();
    }

    /** Marks a column by its name. */
    public void mark(String column) {
        if (marked.equals(column)) return;
        marked = column;
        redraw();
    }

    /** The cell that the arrow keys stand on, or null. */
    public @Nullable Cell cursor() {
        return cursor;
    }

    DoubleProperty firstX() {
        return firstX;
    }

    DoubleProperty firstY() {
        return firstY;
    }

    double hiddenX() {
        return grid().hiddenX(getWidth());
    }

    double hiddenY() {
        return grid().hiddenY(getHeight());
    }

    private HeatGrid grid() {
        return new HeatGrid(
                textScale(),
                data.named(),
                firstX.get(),
                firstY.get(),
                data.rows().size(),
                data.columns().size());
    }

    /** The cell at a point, null where there is none. */
    public @Nullable Cell cellAt(double x, double y) {
        return grid().cellAt(x, y);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        firstX.set(Math.clamp(firstX.get(), 0, hiddenX()));
        firstY.set(Math.clamp(firstY.get(), 0, hiddenY()));
        var grid = grid();
        g.save();
        g.beginPath();
        g.rect(grid.left(), grid.top(), width - grid.left(), height - grid.top());
        g.clip();
        var shades =
                new HeatShades(color(Paints.GROUND), color(Paints.SERIES_2), color(Paints.STRONG));
        for (int r = grid.firstRow(); r < grid.endRow(height); r++)
            for (int c = grid.firstColumn(); c < grid.endColumn(width); c++)
                cell(g, grid, shades, r, c);
        frame(g, grid, hovered, 1);
        frame(g, grid, cursor, 2);
        g.restore();
        columnNames(g, grid, width);
        rowNames(g, grid, height);
        if (isFocused()) focusRing(g, width, height);
        var at = hovered != null ? hovered : isFocused() ? cursor : null;
        if (at != null) tip(g, grid, at, width, height);
    }

    private void cell(GraphicsContext g, HeatGrid grid, HeatShades shades, int row, int column) {
        double value = data.at(row, column);
        if (Double.isNaN(value)) {
            g.setFill(color(Paints.DOT));
            g.fillOval(
                    grid.x(column) + grid.wide() / 2 - 1.5,
                    grid.y(row) + grid.high() / 2 - 1.5,
                    3,
                    3);
            return;
        }
        g.setFill(shades.fill(value));
        g.fillRect(grid.x(column), grid.y(row), grid.wide() - 1, grid.high() - 1);
        g.setFill(shades.ink(value));
        Plot.text(
                g,
                mono(11),
                number(value),
                grid.x(column) + grid.wide() / 2,
                grid.y(row) + grid.high() * 0.7,
                TextAlignment.CENTER);
    }

    private static String number(double value) {
        if (value >= 0.995) return "1";
        if (value < 0.005) return "0";
        return String.format(Locale.ROOT, "%.2f", value).substring(1);
    }

    private void frame(GraphicsContext g, HeatGrid grid, @Nullable Cell at, double line) {
        if (at == null) return;
        g.setStroke(color(Paints.ACCENT));
        g.setLineWidth(line);
        g.strokeRect(
                grid.x(at.column) - 0.5,
                grid.y(at.row) - 0.5,
                Math.rint(grid.wide()),
                Math.rint(grid.high()));
    }

    private void columnNames(GraphicsContext g, HeatGrid grid, double width) {
        g.save();
        g.beginPath();
        g.rect(grid.left() - 2, 0, width, grid.top());
        g.clip();
        for (int c = grid.firstColumn(); c < grid.endColumn(width); c++) {
            var name = shortened(data.columns().get(c), data.named() ? 8 : Integer.MAX_VALUE);
            boolean own = name.equals(marked);
            if (own) {
                g.setFill(color(Paints.ACCENT, 0.18));
                g.fillRoundRect(grid.x(c), 3, grid.wide() - 1, grid.top() - 6, 6, 6);
            }
            g.setFill(color(own ? Paints.STRONG : Paints.MUTED));
            double middle = grid.x(c) + grid.wide() / 2;
            Plot.text(g, mono(11), name, middle, grid.top() * 0.66, TextAlignment.CENTER);
        }
        g.restore();
    }

    private void rowNames(GraphicsContext g, HeatGrid grid, double height) {
        g.save();
        g.beginPath();
        g.rect(0, grid.top(), grid.left(), height - grid.top());
        g.clip();
        g.setFill(color(Paints.MUTED));
        for (int r = grid.firstRow(); r < grid.endRow(height); r++) {
            double baseline = grid.y(r) + grid.high() * 0.7;
            var name = shortened(data.rows().get(r), data.named() ? 14 : 7);
            Plot.text(g, mono(11), name, grid.left() - 10, baseline, TextAlignment.RIGHT);
        }
        g.restore();
    }

    private static String shortened(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }

    private void focusRing(GraphicsContext g, double width, double height) {
        g.setLineWidth(2);
        g.setStroke(color(Paints.ACCENT_FILL));
        g.strokeRoundRect(1, 1, width - 2, height - 2, 10, 10);
    }

    private void tip(GraphicsContext g, HeatGrid grid, Cell at, double width, double height) {
        tip(
                g,
                spot(at),
                grid.x(at.column) + grid.wide(),
                grid.y(at.row) + grid.high(),
                width,
                height);
    }

    private Spot spot(Cell at) {
        double value = data.at(at.row, at.column);
        return new Spot(
                0,
                0,
                0,
                data.columns().get(at.column),
                List.of(
                        new Spot.Line(rowTitle, data.rows().get(at.row)),
                        new Spot.Line(
                                Texts.text("chart.score"),
                                Double.isNaN(value)
                                        ? Texts.text("chart.heat.none")
                                        : Figures.score(value))));
    }

    private void say() {
        var at = cursor;
        setAccessibleText(
                at != null
                        ? spot(at).words()
                        : Texts.text(
                                "chart.heat.summary",
                                Figures.count(data.rows().size()),
                                Figures.count(data.columns().size())));
    }

    private void hover(@Nullable Cell at) {
        if (java.util.Objects.equals(at, hovered)) return;
        hovered = at;
        redraw();
    }

    private void press(MouseEvent e) {
        requestFocus();
        var at = cellAt(e.getX(), e.getY());
        if (at == null) return;
        move(at);
        chosen.accept(at);
    }

    private void scroll(ScrollEvent e) {
        boolean across = e.isShiftDown() && e.getDeltaX() == 0;
        firstX.set(
                Math.clamp(firstX.get() - (across ? e.getDeltaY() : e.getDeltaX()), 0, hiddenX()));
        if (!across) firstY.set(Math.clamp(firstY.get() - e.getDeltaY(), 0, hiddenY()));
        e.consume();
    }

    private void key(KeyEvent e) {
        if (data.rows().isEmpty() || data.columns().isEmpty()) return;
        var at = cursor == null ? new Cell(0, 0) : cursor;
        switch (e.getCode()) {
            case LEFT -> move(new Cell(at.row, cursor == null ? 0 : at.column - 1));
            case RIGHT -> move(new Cell(at.row, cursor == null ? 0 : at.column + 1));
            case UP -> move(new Cell(cursor == null ? 0 : at.row - 1, at.column));
            case DOWN -> move(new Cell(cursor == null ? 0 : at.row + 1, at.column));
            case HOME -> move(new Cell(at.row, 0));
            case END -> move(new Cell(at.row, data.columns().size() - 1));
            case ENTER -> {
                move(at);
                chosen.accept(at);
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Puts the cursor on a cell, within the data and into view. */
    private void move(Cell to) {
        var at =
                new Cell(
                        Math.clamp(to.row, 0, data.rows().size() - 1),
                        Math.clamp(to.column, 0, data.columns().size() - 1));
        cursor = at;
        var grid = grid();
        double roomX = getWidth() - grid.left();
        double roomY = getHeight() - grid.top();
        double x = at.column * grid.wide();
        double y = at.row * grid.high();
        firstX.set(HeatGrid.shown(firstX.get(), x, grid.wide(), roomX, hiddenX()));
        firstY.set(HeatGrid.shown(firstY.get(), y, grid.high(), roomY, hiddenY()));
        say();
        redraw();
    }
}
