package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Program;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Two sides compared: both graphs above with what differs selected, below the list of differences
 * and the one that is chosen, side by side or inline.
 */
public final class ComparisonView extends VBox {
    private static final double LIST = 280;
    private static final double GRAPHS = 0.42;

    /** Draws a program with some of its nodes marked. */
    public interface Graph {
        Region of(Program program, String name, Set<String> marked);
    }

    private final ScrollPane details = new ScrollPane();
    private final ToggleButton inline = new ToggleButton(text("compare.inline"));
    private @Nullable Entry chosen;

    /**
     * @param choose lets the person choose between the answers of both sides; null where there are
     *     none
     */
    public ComparisonView(Comparison compared, Graph graph, @Nullable Runnable choose) {
        setId("comparison");
        getStyleClass().add("comparison");
        setMinSize(0, 0);
        getChildren().add(header(compared, choose));
        if (compared.nothing()) {
            getChildren()
                    .add(
                            Layout.tall(
                                    new StackPane(
                                            new EmptyState(
                                                    "equal",
                                                    text("compare.same"),
                                                    text("compare.same.todo")))));
            return;
        }
        details.setFitToWidth(true);
        details.setMinSize(0, 0);
        var list = Layout.width(new EntryList(Entry.of(compared), this::choose), LIST);
        var differences = new HBox(list, Layout.wide(details));
        differences.setMinSize(0, 0);
        var graphs = graphs(compared, graph);
        if (graphs == null) {
            getChildren().add(Layout.tall(differences));
            return;
        }
        var split = new SplitPane(graphs, differences);
        split.setOrientation(Orientation.VERTICAL);
        split.setMinSize(0, 0);
        split.setDividerPositions(GRAPHS);
        getChildren().add(Layout.tall(split));
    }

    private HBox header(Comparison compared, @Nullable Runnable choose) {
        var beside = new ToggleButton(text("compare.beside"));
        beside.setId("compare-beside");
        inline.setId("compare-inline");
        beside.setSelected(true);
        inline.selectedProperty().subscribe(this::show);
        var header =
                Panels.viewHeader(
                        Layout.row(
                                8,
                                Labels.title(compared.before().name()),
                                Icons.icon("arrow-right", "icon-14"),
                                Labels.title(compared.after().name())),
                        Layout.wide(Labels.cut(compared.verdict(), "small", "muted")),
                        new SegmentedButton(beside, inline));
        header.setSpacing(12);
        if (choose != null && compared.rows() != null) {
            var blind = Buttons.small(text("compare.choose"), "scale-balance");
            blind.setId("compare-choose");
            blind.setOnAction(_ -> choose.run());
            header.getChildren().add(2, blind);
        }
        return header;
    }

    /** Null where both sides run the same graph, or one cannot be drawn. */
    private static @Nullable Node graphs(Comparison compared, Graph graph) {
        var old = compared.before().program();
        var now = compared.after().program();
        var diff = compared.program();
        if (old == null || now == null || diff == null || diff.parts().isEmpty()) return null;
        var both =
                new SplitPane(
                        graph.of(old, compared.before().name(), compared.nodes()),
                        graph.of(now, compared.after().name(), compared.nodes()));
        both.setDividerPositions(0.5);
        both.setMinSize(0, 0);
        return both;
    }

    private void choose(Entry entry) {
        chosen = entry;
        show();
    }

    private void show() {
        var entry = chosen;
        if (entry != null) details.setContent(new Details(inline.isSelected()).of(entry));
    }
}
