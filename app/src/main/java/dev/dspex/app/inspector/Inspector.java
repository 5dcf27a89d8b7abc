package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Member;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.ToolNode;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Right island: everything about what is selected that can be edited. Each edit is a step of undo.
 * JavaFX thread only.
 */
public final class Inspector extends VBox {
    private final ScrollPane scroll = new ScrollPane();
    private List<Part> parts = List.of();
    private @Nullable List<Object> shape;

    public Inspector() {
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().addAll(Panels.header(text("inspector.heading")), Layout.tall(scroll));
        getChildren().getFirst().getStyleClass().add("ruled");
        showNothing();
    }

    /** No program is in front. */
    public void showNothing() {
        shape = null;
        parts = List.of();
        scroll.setFitToHeight(true);
        scroll.setContent(
                new EmptyState(
                        "cursor-default-click-outline",
                        text("inspector.nothing"),
                        text("inspector.nothing.help")));
    }

    /**
     * Shows what is selected; fields that are there already stay, with the keyboard in them.
     *
     * @param path nodes that lead to the program within the program; empty for the whole
     */
    public void show(
            ProgramDocument document,
            List<String> path,
            Selected selected,
            RunState state,
            Surroundings around) {
        var editing = new Editing(document, path);
        var wanted = shape(document, path, editing.program(), selected);
        if (wanted.equals(shape)) parts.forEach(Part::refresh);
        else {
            shape = wanted;
            parts = new Parts(editing, around).of(selected);
            var page = new VBox();
            parts.forEach(part -> page.getChildren().add(part.region()));
            scroll.setFitToHeight(false);
            scroll.setContent(page);
            scroll.setVvalue(0);
        }
        update(state);
    }

    /** The first field gets the keyboard. */
    public void takeKeyboard() {
        takeKeyboard(scroll.getContent());
    }

    private static boolean takeKeyboard(Node node) {
        if (!node.isVisible() || node.isDisabled()) return false;
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(Inspector::takeKeyboard);
    }

    /** Only the state changes while a run goes on. */
    public void update(RunState state) {
        for (var part : parts) if (part instanceof HeadPart head) head.state(state);
    }

    /** What the sections follow from: while it stays, they only show other values. */
    private static List<Object> shape(
            ProgramDocument document, List<String> path, Program program, Selected selected) {
        var shape =
                new ArrayList<Object>(
                        List.of(System.identityHashCode(document), List.copyOf(path), selected));
        var ids =
                switch (selected) {
                    case Selected.One(String id) -> List.of(id);
                    case Selected.Many(var many) -> many.stream().sorted().toList();
                    default -> List.<String>of();
                };
        for (var id : ids) program.node(id).ifPresent(n -> shape.addAll(shape(n)));
        return shape;
    }

    private static List<Object> shape(dev.dspex.program.Node node) {
        return switch (node) {
            case ModuleNode n ->
                    List.of(
                            n.kind(),
                            n.asking(),
                            n.wrapping().members().stream().map(Member::kind).toList());
            case RetrieverNode n -> List.of(n.kindName(), n.method());
            case ToolNode n -> List.of(n.kindName(), n.call().getClass());
            default -> List.of(node.kindName());
        };
    }
}
