package dev.dspex.app.dataset;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.Secrets;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;
import dev.dspex.run.ParquetFiles;
import dev.dspex.run.Queries;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The view of a data file in a window, and what a person does with it. */
final class DataWindow {
    static final Program TICKETS =
            Program.empty("triage")
                    .withInputs(
                            List.of(
                                    new Field("ticket", FieldType.Basic.STR),
                                    new Field(
                                            "priority",
                                            new FieldType.OptionalOf(FieldType.Basic.INT))))
                    .withOutputs(
                            List.of(new Field("team", FieldType.Literal.of("billing", "tech"))));

    /** Where there is no worker, as in most tests. */
    static final ParquetFiles PARQUET =
            new ParquetFiles(
                    new Queries(
                            new LazyPool(
                                    () -> {
                                        throw new GatewayException(
                                                "no_worker", "There is no worker.", "", "");
                                    }),
                            new Secrets()));

    final ChosenPlaces dialogs = new ChosenPlaces();
    final FxRobot robot = new FxRobot();
    final AtomicInteger written = new AtomicInteger();
    final OwnLeakage leakage = new OwnLeakage();
    final OwnMetrics metrics = new OwnMetrics();
    final OwnSplits splits;
    final Path file;
    final Scene scene;
    private final Stage stage;

    DataWindow(Path file) {
        this(file, "data/");
    }

    /**
     * @param in folder of the file in the project, with a slash at the end
     */
    DataWindow(Path file, String in) {
        this.file = file;
        splits = new OwnSplits(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        var source =
                new DataSource(
                        file,
                        in + file.getFileName(),
                        () -> TICKETS,
                        dialogs,
                        written::incrementAndGet,
                        splits,
                        metrics,
                        leakage,
                        PARQUET);
        scene =
                OnFx.call(
                        () ->
                                new Scene(
                                        new DataView(source, new Background(Fx.platform())),
                                        980,
                                        700));
        stage =
                OnFx.call(
                        () -> {
                            new Appearance().dress(scene);
                            var shown = new Stage();
                            shown.setScene(scene);
                            shown.setX(0);
                            shown.setY(0);
                            shown.show();
                            shown.requestFocus();
                            return shown;
                        });
        until(() -> robot.lookup("#rows").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    void close() {
        OnFx.run(
                () -> {
                    scene.setRoot(new StackPane());
                    stage.close();
                });
    }

    void until(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, holds);
        } catch (TimeoutException e) {
            throw new AssertionError("not so after 20 s", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until the file has this text. */
    void untilSaved(String text) {
        until(() -> Files.readString(file).equals(text));
    }

    Node node(String id) {
        return Objects.requireNonNull(robot.lookup((Node n) -> id.equals(n.getId())).query(), id);
    }

    void click(String id) {
        robot.clickOn(node(id));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Chooses what the menu of the bar offers, by its id. */
    void choose(String id) {
        OnFx.run(
                () ->
                        ((MenuButton) node("data-more"))
                                .getItems().stream()
                                        .filter(item -> id.equals(item.getId()))
                                        .forEach(MenuItem::fire));
        WaitForAsyncUtils.waitForFxEvents();
    }

    void type(String id, String words) {
        OnFx.run(() -> ((TextField) node(id)).setText(words));
        WaitForAsyncUtils.waitForFxEvents();
    }

    boolean there(String id) {
        return robot.lookup((Node n) -> id.equals(n.getId())).tryQuery().isPresent();
    }

    /** Clicks once the node is under the mouse: a table makes and moves its cells with a frame. */
    void clickOn(Supplier<? extends Node> wanted) {
        until(
                () -> {
                    var node = wanted.get();
                    robot.moveTo(node);
                    WaitForAsyncUtils.waitForFxEvents();
                    return OnFx.call(node::isHover);
                });
        robot.clickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** The cell at a place of the grid. */
    TableCell<?, ?> cell(int place, String column) {
        return robot.lookup(
                        (Node n) ->
                                n instanceof TableCell<?, ?> cell
                                        && cell.getTableRow() != null
                                        && cell.getTableRow().isVisible()
                                        && cell.getTableRow().getParent() != null
                                        && cell.getTableRow().getIndex() == place
                                        && cell.getTableColumn() != null
                                        && column.equals(cell.getTableColumn().getUserData()))
                .query();
    }

    /**
     * Presses and releases the button on the words of a header. Not with the robot: what its mouse
     * does counts as moved since the press where there is no screen, and only a click at rest
     * sorts.
     */
    void clickOnHeader(String column) {
        var words = robot.lookup("#column-" + column).lookup(".label").queryAll().iterator().next();
        OnFx.run(
                () -> {
                    Event.fireEvent(words, mouse(words, MouseEvent.MOUSE_PRESSED));
                    Event.fireEvent(words, mouse(words, MouseEvent.MOUSE_RELEASED));
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static MouseEvent mouse(Node node, EventType<MouseEvent> type) {
        var at = node.localToScene(node.getLayoutBounds());
        var down = type == MouseEvent.MOUSE_PRESSED;
        return new MouseEvent(
                type,
                at.getCenterX(),
                at.getCenterY(),
                at.getCenterX(),
                at.getCenterY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    /** What the cells of a column show, from the top. */
    List<String> shown(String column) {
        return OnFx.call(
                () -> {
                    var table = (TableView<?>) node("rows");
                    return IntStream.range(0, table.getItems().size())
                            .mapToObj(i -> String.valueOf(cell(i, column).getText()))
                            .toList();
                });
    }

    /** Selects a cell that may lie beyond the edge of the window. */
    void select(int place, String column) {
        OnFx.run(
                () -> {
                    @SuppressWarnings("unchecked")
                    var table = (TableView<Integer>) node("rows");
                    table.getColumns().stream()
                            .filter(c -> column.equals(c.getUserData()))
                            .forEach(c -> table.getSelectionModel().clearAndSelect(place, c));
                });
    }

    void sort(String column, TableColumn.SortType type) {
        OnFx.run(
                () -> {
                    @SuppressWarnings("unchecked")
                    var table = (TableView<Integer>) node("rows");
                    table.getColumns().stream()
                            .filter(c -> column.equals(c.getUserData()))
                            .forEach(
                                    c -> {
                                        c.setSortType(type);
                                        table.getSortOrder().setAll(List.of(c));
                                    });
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void clipboard(String text) {
        OnFx.run(
                () -> {
                    var content = new ClipboardContent();
                    content.putString(text);
                    Clipboard.getSystemClipboard().setContent(content);
                });
    }
}
