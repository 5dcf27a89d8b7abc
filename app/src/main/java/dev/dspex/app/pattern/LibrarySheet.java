package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.pattern.OwnPattern;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** The patterns that the person keeps: each can be given to others or removed. */
public final class LibrarySheet extends VBox {
    /** What can be done with them. */
    public interface Care {
        void remove(OwnPattern pattern);

        /** Writes it into a file that the person chooses. */
        void export(OwnPattern pattern);

        /** Takes in a file that the person chooses. */
        void take();

        void close();
    }

    private static final double HEIGHT = 320;

    private final Care care;
    private final VBox rows = new VBox(8);

    public LibrarySheet(List<OwnPattern> patterns, Care care) {
        this.care = care;
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("library-sheet");
        Layout.width(this, 520);
        setMaxHeight(Region.USE_PREF_SIZE);
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(HEIGHT);
        var take = Buttons.button(text("pattern.library.take"), "import");
        take.setId("library-take");
        take.setOnAction(_ -> care.take());
        var close = Buttons.primary(text("pattern.library.close"), null);
        close.setId("library-close");
        close.setOnAction(_ -> care.close());
        getChildren()
                .addAll(
                        Labels.title(text("pattern.library.title")),
                        Labels.prose(text("pattern.library.help"), "muted"),
                        scroll,
                        Layout.row(8, take, Layout.grow(), close));
        setAccessibleText(text("pattern.library.title"));
        show(patterns);
    }

    /** They are these now. */
    public void show(List<OwnPattern> patterns) {
        if (patterns.isEmpty())
            rows.getChildren()
                    .setAll(
                            new EmptyState(
                                    "family-tree",
                                    text("pattern.library.none"),
                                    text("pattern.library.none.todo")));
        else rows.getChildren().setAll(patterns.stream().map(this::row).toList());
    }

    private Node row(OwnPattern pattern) {
        var version = text("pattern.library.version", Figures.count(pattern.version()));
        var words =
                Layout.column(
                        1,
                        Labels.cut(pattern.name(), "medium"),
                        Labels.cut(
                                pattern.description().isBlank()
                                        ? version
                                        : version + ", " + pattern.description(),
                                "muted",
                                "small"));
        var export =
                Buttons.icon("export", text("pattern.library.export", pattern.name()), "icon-16");
        export.setOnAction(_ -> care.export(pattern));
        var remove =
                Buttons.icon(
                        "delete-outline",
                        text("pattern.library.remove", pattern.name()),
                        "icon-16");
        remove.setOnAction(_ -> care.remove(pattern));
        return Layout.row(8, Icons.icon(pattern.icon()), Layout.wide(words), export, remove);
    }
}
