package dev.dspex.app.shell;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.shell.DockLayout.Part;
import dev.dspex.app.shell.View.Place;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import software.coley.bentofx.Bento;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Editors above, tools below, both to be dragged about as the person likes. A view is there at most
 * once; showing it again selects it.
 */
public final class DockArea {
    private static final String EDITORS = "editors";
    private static final String TOOLS = "tools";
    private static final double TOOL_HEIGHT = 236;

    private final Bento bento = new Bento();
    private final Map<String, Dockable> open = new LinkedHashMap<>();
    private final Map<String, StringProperty> badges = new LinkedHashMap<>();
    private final StackPane host = new StackPane();
    private final Fx fx;
    private Consumer<String> closed = _ -> {};
    private Consumer<String> selected = _ -> {};
    private DockContainerRootBranch root;
    private DockContainerLeaf editors;
    private DockContainerLeaf tools;
    private boolean settling;

    /**
     * @param editorCorner buttons at the right end of the editors' tab strip
     * @param toolCorner the same for the tools
     */
    public DockArea(Fx fx, Supplier<List<Node>> editorCorner, Supplier<List<Node>> toolCorner) {
        this.fx = fx;
        bento.controlsBuilding()
                .setHeaderPaneFactory(
                        leaf ->
                                new CornerHeaderPane(
                                        leaf,
                                        switch (leaf.getIdentifier()) {
                                            case EDITORS -> editorCorner;
                                            case TOOLS -> toolCorner;
                                            default -> List::of;
                                        }));
        bento.controlsBuilding()
                .setHeaderFactory(
                        (dockable, pane) ->
                                new BadgeHeader(dockable, pane, badge(dockable.getIdentifier()))
                                        .withDragDrop());
        bento.events().addDockableSelectListener((_, dockable) -> shown(dockable));
        bento.events()
                .addDockableCloseListener(
                        (_, dockable) -> {
                            open.remove(dockable.getIdentifier());
                            closed.accept(dockable.getIdentifier());
                        });
        editors = leaf(EDITORS);
        tools = leaf(TOOLS);
        root = root(true, List.of(editors, tools));
        usualHeight();
    }

    public Region region() {
        return host;
    }

    public void onClosed(Consumer<String> listener) {
        closed = listener;
    }

    public void onSelected(Consumer<String> listener) {
        selected = listener;
    }

    /** Opens the view where it belongs, or selects it where it stands. */
    public void show(View view) {
        var dockable = open.get(view.id());
        if (dockable == null) dockable = add(view, view.place() == Place.TOOL ? tools : editors);
        var leaf = dockable.getContainer();
        if (leaf != null) leaf.selectDockable(dockable);
    }

    /** Selects a view where it stands. */
    public void select(String id) {
        var dockable = open.get(id);
        var leaf = dockable == null ? null : dockable.getContainer();
        if (leaf != null) leaf.selectDockable(dockable);
    }

    /** Opens the view without selecting it, unless it is the first of its place. */
    public void add(View view) {
        if (open.containsKey(view.id())) return;
        var leaf = view.place() == Place.TOOL ? tools : editors;
        var dockable = add(view, leaf);
        if (leaf.getDockables().size() == 1) leaf.selectDockable(dockable);
    }

    public void close(String id) {
        var dockable = open.remove(id);
        var leaf = dockable == null ? null : dockable.getContainer();
        if (leaf != null) leaf.removeDockable(dockable);
    }

    public void closeEditors() {
        atOnce(
                () ->
                        open.keySet().stream()
                                .filter(id -> open.get(id) instanceof Dockable d && d.isClosable())
                                .toList()
                                .forEach(this::close));
    }

    /**
     * Opens and closes several views. Only those that are in front in the end are made; of the ones
     * that come to the front in between nobody sees anything.
     */
    public void atOnce(Runnable changes) {
        if (settling) {
            changes.run();
            return;
        }
        settling = true;
        try {
            changes.run();
        } finally {
            settling = false;
        }
        List.copyOf(open.values()).stream().filter(DockArea::inFront).forEach(this::shown);
    }

    private static boolean inFront(Dockable dockable) {
        var leaf = dockable.getContainer();
        return leaf != null && dockable.equals(leaf.getSelectedDockable());
    }

    public boolean isOpen(String id) {
        return open.containsKey(id);
    }

    public List<String> open() {
        return List.copyOf(open.keySet());
    }

    public Optional<String> selectedEditor() {
        return Optional.ofNullable(editors.getSelectedDockable()).map(Dockable::getIdentifier);
    }

    /** What the editor in front shows, where it was made. */
    public Optional<Node> selectedContent() {
        return Optional.ofNullable(editors.getSelectedDockable())
                .map(Dockable::getNode)
                .map(node -> node instanceof LazyNode lazy ? lazy : null)
                .flatMap(lazy -> lazy.getChildren().stream().findFirst());
    }

    /** A chip after the title: "1 live"; with a "!" before it in red. Empty for none. */
    public void setBadge(String id, String text) {
        badge(id).set(text);
    }

    public void setTitle(String id, String title) {
        var dockable = open.get(id);
        if (dockable != null) dockable.setTitle(title);
    }

    /** Folds the tools down to their tabs, or back. */
    public void toggleTools() {
        var folded = tools.getHeight() <= 40;
        root.setContainerSizePx(tools, folded ? TOOL_HEIGHT : 36);
    }

    public Part save() {
        return save(root);
    }

    /** Puts views where they stood; ids that {@code views} does not know are left out. */
    public void restore(Part saved, Function<String, Optional<View>> views) {
        var others = new ArrayList<>(open.values());
        others.forEach(dockable -> close(dockable.getIdentifier()));
        bento.unregisterRoot(root);
        editors = leaf(EDITORS);
        tools = leaf(TOOLS);
        var parts = saved.parts().stream().map(part -> build(part, views)).toList();
        root = root(saved.vertical(), parts);
        if (editors.getParentContainer() == null) root.addContainer(0, editors);
        if (tools.getParentContainer() == null) root.addContainer(tools);
        onFirstHeight(() -> dividers(root, saved));
    }

    private void usualHeight() {
        onFirstHeight(
                () -> {
                    root.setContainerSizePx(tools, TOOL_HEIGHT);
                    root.setContainerResizable(tools, false);
                });
    }

    /** bento turns pixels into a divider position at once, so it must know its height first. */
    private void onFirstHeight(Runnable action) {
        var done = new boolean[1];
        root.heightProperty()
                .subscribe(
                        height -> {
                            if (done[0] || height.doubleValue() <= 0) return;
                            done[0] = true;
                            fx.execute(action);
                        });
    }

    private StringProperty badge(String id) {
        return badges.computeIfAbsent(id, _ -> new SimpleStringProperty(""));
    }

    private Dockable add(View view, DockContainerLeaf leaf) {
        var dockable = bento.dockBuilding().dockable(view.id());
        dockable.setTitle(view.title());
        dockable.setIconFactory(_ -> Icons.icon(view.icon()));
        dockable.setClosable(view.closable());
        dockable.setCanBeDroppedToNewWindow(false);
        dockable.setNode(new LazyNode(view.content()));
        open.put(view.id(), dockable);
        leaf.addDockable(dockable);
        return dockable;
    }

    private void shown(Dockable dockable) {
        if (settling) return;
        if (dockable.getNode() instanceof LazyNode lazy) lazy.make();
        selected.accept(dockable.getIdentifier());
    }

    private DockContainerLeaf leaf(String id) {
        var leaf = bento.dockBuilding().leaf(id);
        leaf.setSide(Side.TOP);
        leaf.setPruneWhenEmpty(!id.equals(EDITORS) && !id.equals(TOOLS));
        leaf.setMinHeight(36);
        return leaf;
    }

    private DockContainerRootBranch root(boolean vertical, List<? extends DockContainer> parts) {
        var made = bento.dockBuilding().root("centre");
        made.setOrientation(vertical ? Orientation.VERTICAL : Orientation.HORIZONTAL);
        made.addContainers(parts.toArray(DockContainer[]::new));
        bento.registerRoot(made);
        host.getChildren().setAll(made);
        return made;
    }

    private Part save(DockContainer container) {
        if (container instanceof DockContainerLeaf leaf) {
            var chosen = leaf.getSelectedDockable();
            return Part.leaf(
                    leaf.getIdentifier(),
                    leaf.getDockables().stream().map(Dockable::getIdentifier).toList(),
                    chosen == null ? null : chosen.getIdentifier());
        }
        var branch = (DockContainerBranch) container;
        var dividers = new ArrayList<Double>();
        for (var position : branch.getDividerPositions()) dividers.add(position);
        return Part.split(
                branch.getOrientation() == Orientation.VERTICAL,
                dividers,
                branch.getChildContainers().stream().map(this::save).toList());
    }

    private DockContainer build(Part part, Function<String, Optional<View>> views) {
        if (part.leaf() == null) {
            var branch = bento.dockBuilding().branch();
            branch.setOrientation(part.vertical() ? Orientation.VERTICAL : Orientation.HORIZONTAL);
            part.parts().forEach(child -> branch.addContainer(build(child, views)));
            onFirstHeight(() -> dividers(branch, part));
            return branch;
        }
        var leaf =
                switch (part.leaf()) {
                    case EDITORS -> editors;
                    case TOOLS -> tools;
                    default -> leaf(part.leaf());
                };
        for (var id : part.views()) views.apply(id).ifPresent(view -> add(view, leaf));
        var chosen = part.selected() == null ? null : open.get(part.selected());
        if (chosen == null && !leaf.getDockables().isEmpty())
            chosen = leaf.getDockables().getFirst();
        if (chosen != null) leaf.selectDockable(chosen);
        return leaf;
    }

    private static void dividers(DockContainerBranch branch, Part part) {
        var positions = part.dividers().stream().mapToDouble(d -> d).toArray();
        branch.setDividerPositions(positions);
    }

    /** Makes its content when it is first shown. */
    private static final class LazyNode extends StackPane {
        private final Supplier<Node> content;

        LazyNode(Supplier<Node> content) {
            this.content = content;
            setMinSize(0, 0);
        }

        void make() {
            if (getChildren().isEmpty()) getChildren().add(content.get());
        }
    }
}
