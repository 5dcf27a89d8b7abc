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
    private final Map<String, Node> made = new HashMap<>();
    private final ObjectProperty<Perspective> place;
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
        place = new SimpleObjectProperty<>(this, "place", perspectives.getFirst());
        palette = new PalettePane(found, this::closePalette);
        Layout.tall(middle);
        StackPane.setAlignment(palette, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(PALETTE_TOP, 0, 0, 0));
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        veil.setOnMousePressed(_ -> closePalette());
        var window =
                new VBox(
                        new TopBar(session, commands, menu, perspectives, place),
                        middle,
                        new StatusBar(session, showProblems));
        getChildren().addAll(window, notices, veil, palette);
        palette(false);
        session.projectProperty()
                .subscribe(name -> show(name.isEmpty() ? welcome : content(place.get())));
        place.subscribe(now -> show(session.hasProject() ? content(now) : welcome));
    }

    public ObjectProperty<Perspective> placeProperty() {
        return place;
    }

    public Notices notices() {
        return notices;
    }

    /** Opens the palette with the start of a query: empty, or the sign of a source. */
    public void openPalette(String start) {
        before = getScene() == null ? null : getScene().getFocusOwner();
        palette(true);
        palette.open(start);
    }

    private void closePalette() {
        palette(false);
        if (before != null) before.requestFocus();
    }

    private void palette(boolean shown) {
        veil.setVisible(shown);
        palette.setVisible(shown);
    }

    private Node content(Perspective perspective) {
        return made.computeIfAbsent(perspective.id(), _ -> perspective.content().get());
    }

    private void show(Node node) {
        if (!middle.getChildren().equals(List.of(node))) middle.getChildren().setAll(node);
    }
}
