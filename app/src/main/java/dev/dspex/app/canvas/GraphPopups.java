package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.edit.Fix;
import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What opens over the graph, one at a time: quick-add, and fields for titles and notes. */
final class GraphPopups {
    private static final double MARGIN = 8;
    private static final double TITLE_WIDTH = 160;
    private static final double TITLE_HEIGHT = 32;
    private static final double NOTE_HEIGHT = 88;

    private final GraphPane pane;
    private final CanvasEditor editor;
    private @Nullable Region shown;

    GraphPopups(GraphPane pane, CanvasEditor editor) {
        this.pane = pane;
        this.editor = editor;
    }

    /**
     * Offers what can be added.
     *
     * @param link the port that it is to be linked with
     */
    void quickAdd(Point2D at, Optional<PortHit> link) {
        var offered = editor.additions(link);
        var list =
                new QuickAdd(
                        offered,
                        editor.recent(offered),
                        addition -> add(addition, at, link),
                        this::closeByKey);
        list.resize(QuickAdd.WIDTH, QuickAdd.HEIGHT);
        open(list, at);
        list.takeKeyboard(this::close);
    }

    /** Offers what would make a refused link possible. */
    void fixes(String reason, List<Fix> fixes, Point2D at, Consumer<Fix> chosen) {
        var menu = new FixMenu(reason, fixes, chosen, this::closeByKey);
        open(menu, at);
        menu.takeKeyboard(this::close);
    }

    /** A note wants its words at once. */
    void add(Addition addition, Point2D at, Optional<PortHit> link) {
        var id = editor.add(addition, placeFor(at, link), link);
        Mark.of(id).ifPresent(this::write);
    }

    /** So that the new link is straight: a box that is fed stands right of the place. */
    private static Point2D placeFor(Point2D at, Optional<PortHit> link) {
        if (link.isEmpty()) return at;
        var top = Metrics.HEADER + Metrics.MODULE + Metrics.ROW;
        return link.get().input() ? at.subtract(Metrics.MAX_WIDTH - 32, top) : at.subtract(0, top);
    }

    /** A field in the place of the title of a box; Enter renames, Esc and leaving it do not. */
    void rename(Box box) {
        var at = pane.model().bounds(box);
        var width = Math.max(TITLE_WIDTH, at.getWidth() * pane.zoom());
        line(box.title(), at, width, words -> editor.retitle(box.id(), words));
    }

    /** Lets the person write on a note or above a frame. */
    void write(Mark mark) {
        var program = pane.model().program();
        var at = pane.model().area(mark.id()).orElse(null);
        if (at == null) return;
        if (mark.sort() == Mark.Sort.NOTE) {
            note(program.notes().get(mark.index()).text(), at, w -> editor.places().write(mark, w));
        } else {
            var width = Math.max(TITLE_WIDTH, Math.min(at.getWidth() * pane.zoom(), 320));
            line(
                    program.frames().get(mark.index()).text(),
                    at,
                    width,
                    words -> editor.places().write(mark, words.strip()));
        }
    }

    private void line(String words, Rectangle2D at, double width, Consumer<String> done) {
        var field = Fields.text(words, text("canvas.edit.rename"));
        field.setId("rename");
        field.setOnAction(
                _ -> {
                    closeByKey();
                    done.accept(field.getText());
                });
        field.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) closeByKey();
                });
        field.resize(width, TITLE_HEIGHT);
        open(field, new Point2D(at.getMinX(), at.getMinY()));
        field.requestFocus();
        field.selectAll();
        whenLeft(field, this::close);
    }

    /** Esc leaves the note as it was; Ctrl+Enter and going elsewhere keep what was written. */
    private void note(String words, Rectangle2D at, Consumer<String> done) {
        var area = new TextArea(words);
        area.setId("note-words");
        area.setWrapText(true);
        area.setAccessibleText(text("canvas.edit.write"));
        area.getStyleClass().add("note-words");
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) area.setText(words);
                    var ends = e.getCode() == KeyCode.ENTER && e.isShortcutDown();
                    if (e.getCode() != KeyCode.ESCAPE && !ends) return;
                    e.consume();
                    pane.requestFocus();
                });
        area.resize(at.getWidth(), Math.max(NOTE_HEIGHT, at.getHeight() + 24));
        open(area, new Point2D(at.getMinX(), at.getMinY()));
        area.requestFocus();
        area.end();
        whenLeft(
                area,
                () -> {
                    close();
                    done.accept(area.getText().strip());
                });
    }

    /** Runs once the keyboard has gone elsewhere. */
    static void whenLeft(Node field, Runnable then) {
        field.focusedProperty()
                .addListener(
                        (_, had, has) -> {
                            if (had && !has) then.run();
                        });
    }

    private void open(Region popup, Point2D at) {
        close();
        shown = popup;
        popup.setManaged(false);
        var place = pane.toView(at);
        popup.relocate(
                within(place.getX(), pane.getWidth() - popup.getWidth()),
                within(place.getY(), pane.getHeight() - popup.getHeight()));
        pane.show(popup);
    }

    private static double within(double v, double most) {
        return Math.max(MARGIN, Math.min(v, most - MARGIN));
    }

    /** The keyboard goes back to the graph. */
    private void closeByKey() {
        pane.requestFocus();
        close();
    }

    private void close() {
        var popup = shown;
        if (popup == null) return;
        shown = null;
        pane.hide(popup);
    }
}
