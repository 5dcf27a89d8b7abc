package dev.dspex.app.shell;

import dev.dspex.app.command.Commands;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.command.PalettePane;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.notify.Notices;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bars above and below, the place in the middle, palette and messages on top. */
public final class MainWindow extends StackPane {
    private static final double PALETTE_TOP = 96;

    private final StackPane middle = new StackPane();
    private final Notices notices = new Notices();
    private final Region veil = Layout.styled(new Region(), "palette-veil");
    private final PalettePane palette;
    private final SheetLayer sheet = new SheetLayer();
    private final Map<String, Node> made = new HashMap<>();
    private final ObjectProperty<Perspective> place;
    private final List<Perspective> perspectives;
    private @Nullable Node before;

    /**
     * @param welcome what is shown while no project is open
     */
    public MainWindow(
            SessionModel session,
            Commands commands,
            AppMenu menu,
            List<Perspective> perspectives,
            Node welcome,
            PaletteModel found,
            Runnable showProblems) {
        this.perspectives = List.copyOf(perspectives);
        place = new SimpleObjectProperty<>(this, "place", perspectives.getFirst());
        palette = new PalettePane(found, this::closePalette);
        Layout.tall(middle);
        StackPane.setAlignment(palette, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(PALETTE_TOP, 0, 0, 0));
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        veil.setOnMousePressed(_ -> leave());
        var window =
                new VBox(
                        new TopBar(session, commands, menu, perspectives, place),
                        middle,
                        new StatusBar(session, showProblems));
        getChildren().addAll(window, notices, veil, sheet, palette);
        palette(false);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        session.projectProperty()
                .subscribe(name -> show(name.isEmpty() ? welcome : content(place.get())));
        place.subscribe(now -> show(session.hasProject() ? content(now) : welcome));
    }

    public ObjectProperty<Perspective> placeProperty() {
        return place;
    }

    /** Turns to a place by the id of its perspective. */
    public void showPlace(String id) {
        perspectives.stream().filter(p -> p.id().equals(id)).findFirst().ifPresent(place::set);
    }

    public Notices notices() {
        return notices;
    }

    /** Opens the palette with the start of a query: empty, or the sign of a source. */
    public void openPalette(String start) {
        remember();
        palette(true);
        palette.open(start);
    }

    /** Shows a sheet over the window; Esc or a press beside it closes it where it may be left. */
    public void showSheet(Region content) {
        remember();
        veil.setVisible(true);
        sheet.show(content);
    }

    public void closeSheet() {
        sheet.clear();
        closePalette();
    }

    /** Whether the keyboard is the window's: neither a sheet nor the palette is open. */
    public boolean hasKeyboard() {
        return !veil.isVisible();
    }

    /** Who gets the keyboard back; a sheet that follows a sheet gives it back to the window. */
    private void remember() {
        if (hasKeyboard()) before = getScene() == null ? null : getScene().getFocusOwner();
    }

    private void leave() {
        if (palette.isVisible()) closePalette();
        else if (!sheet.asks()) closeSheet();
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && veil.isVisible()) {
            leave();
            e.consume();
        }
        if (e.getCode() == KeyCode.F6 && hasKeyboard()) {
            Islands.next(this, e.isShiftDown());
            e.consume();
        }
    }

    private void closePalette() {
        palette(false);
        if (before != null) before.requestFocus();
    }

    private void palette(boolean shown) {
        veil.setVisible(shown || sheet.open());
        palette.setVisible(shown);
    }

    private Node content(Perspective perspective) {
        return made.computeIfAbsent(perspective.id(), _ -> perspective.content().get());
    }

    private void show(Node node) {
        if (!middle.getChildren().equals(List.of(node))) middle.getChildren().setAll(node);
    }
}
