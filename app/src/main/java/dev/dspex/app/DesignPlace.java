package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.AddOffer;
import dev.dspex.app.canvas.Addition;
import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.canvas.Palette;
import dev.dspex.app.command.CommandButtons;
import dev.dspex.app.command.Commands;
import dev.dspex.app.command.Undoing;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.notify.ProblemsView;
import dev.dspex.app.shell.DesignPane;
import dev.dspex.app.shell.DockArea;
import dev.dspex.app.shell.DockLayout;
import dev.dspex.app.shell.ProjectPanel;
import dev.dspex.app.shell.TreeEntry;
import dev.dspex.app.shell.View;
import dev.dspex.program.Problem;
import dev.dspex.program.ProgramFile;

import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The Design place put together: what is open in the docks, and what the inspector shows of it. */
final class DesignPlace {
    static final String ID = "design";
    static final String PROBLEMS = "problems";
    private static final String CANVAS = "canvas:";

    /** Kinds of editors that show a program, or a node of it. */
    private static final Set<String> OF_PROGRAMS = Set.of("canvas", "signature", "pattern");

    private final Commands commands;
    private final Editors editors;
    private final ObservableList<TreeEntry> tree = FXCollections.observableArrayList();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ProjectPanel panel = new ProjectPanel(tree);
    private final InspectorPlace inspector;
    private final DockArea docks;
    private final DesignPane pane;
    private final BooleanProperty canvasShown;
    private final Canvases canvases;
    private final List<Runnable> listening = new ArrayList<>();
    private final Map<String, View> tools = new LinkedHashMap<>();
    private Runnable fronted = () -> {};
    private boolean inspectorWanted = true;
    private @Nullable OpenProject project;

    DesignPlace(
            Background background,
            Commands commands,
            Editors editors,
            BooleanProperty canvasShown,
            SelectedNode node) {
        this.commands = commands;
        canvases = new Canvases(background, commands, this::opened);
        this.editors = editors;
        this.canvasShown = canvasShown;
        docks = new DockArea(background.fx(), this::editorCorner, this::toolCorner);
        inspector = new InspectorPlace(editors, node, this::openInspector);
        pane = new DesignPane(panel, docks.region(), inspector.region());
        docks.onSelected(this::selected);
        docks.onClosed(this::closed);
        problems.subscribe(this::badge);
        var palette = new Palette(canvases.offer(), this::add);
        canvasShown.subscribe(shown -> panel.setBelow(shown ? palette : null));
    }

    Node node() {
        return pane;
    }

    ObservableList<Problem> problems() {
        return problems;
    }

    /** Called with the name of a program when its canvas is made. */
    void onCanvas(BiConsumer<String, CanvasModel> listener) {
        canvases.onMade(listener);
    }

    /** What can be added on every canvas. */
    AddOffer offer() {
        return canvases.offer();
    }

    DockArea docks() {
        return docks;
    }

    ObservableList<TreeEntry> tree() {
        return tree;
    }

    /** The views of the bottom dock; before a project is shown. Problems come last. */
    void setTools(List<View> views) {
        docks.atOnce(() -> tools.keySet().forEach(docks::close));
        tools.clear();
        views.forEach(view -> tools.put(view.id(), view));
        tools.put(
                PROBLEMS,
                View.tool(
                        PROBLEMS,
                        text("workbench.view.problems"),
                        "alert-outline",
                        () -> new ProblemsView(problems, this::goTo)));
    }

    void showTool(String id) {
        var view = tools.get(id);
        if (view != null) docks.show(view);
    }

    /** Called when another editor comes to the front, or a program was saved. */
    void onFront(Runnable listener) {
        fronted = listener;
    }

    /** Opens the project's views as they stood, else its main program. */
    void show(OpenProject opened, Optional<DockLayout> layout) {
        project = opened;
        problems.setAll(opened.problems());
        opened.settings().listen(inspector::refresh);
        for (var open : opened.documents().all())
            listening.add(open.document().listen(_ -> edited(open)));
        docks.atOnce(() -> arrange(opened, layout));
        docks.selectedEditor().ifPresent(this::selected);
    }

    private void arrange(OpenProject opened, Optional<DockLayout> layout) {
        layout.ifPresentOrElse(
                kept -> {
                    docks.restore(kept.docks(), this::view);
                    pane.setWidths(kept.left(), kept.right());
                    inspectorWanted = kept.inspector();
                },
                () -> inspectorWanted = true);
        tools.values().forEach(docks::add);
        if (docks.selectedEditor().isEmpty()) openProgram(opened.main());
        if (layout.isEmpty()) tools.keySet().stream().findFirst().ifPresent(docks::select);
    }

    DockLayout layout() {
        return new DockLayout(docks.save(), pane.leftWidth(), pane.rightWidth(), inspectorWanted);
    }

    InspectorPlace inspected() {
        return inspector;
    }

    void toggleInspector() {
        if (!pane.inspectorFits() && inspectorWanted) {
            pane.openInspector(!pane.inspectorShown());
            return;
        }
        inspectorWanted = !inspectorWanted;
        inspector();
    }

    void clear() {
        listening.forEach(Runnable::run);
        listening.clear();
        docks.closeEditors();
        canvases.clear();
        project = null;
        fronted = () -> {};
        inspector.showNothing();
        canvasShown.set(false);
    }

    void openProgram(String name) {
        view(CANVAS + name).ifPresent(docks::show);
    }

    void open(String id) {
        view(id).ifPresent(docks::show);
    }

    /** Makes a view anew where it is open; it is in front then if it was. */
    void reopen(String id) {
        if (!docks.isOpen(id)) return;
        var inFront = docks.selectedEditor().filter(id::equals).isPresent();
        docks.close(id);
        view(id).ifPresent(inFront ? docks::show : docks::add);
    }

    /** Shows a node on the canvas of its program. */
    void showNode(String program, String node) {
        openProgram(program);
        canvas(program).ifPresent(canvas -> canvas.show(node));
    }

    Optional<CanvasView> canvas(String program) {
        return canvases.of(program);
    }

    /** The program whose editor is in front: its canvas, or the signature of one of its nodes. */
    Optional<String> currentProgram() {
        return docks.selectedEditor()
                .map(id -> id.split(":", 3))
                .filter(parts -> parts.length > 1)
                .filter(parts -> OF_PROGRAMS.contains(parts[0]))
                .map(parts -> parts[1]);
    }

    /** The editor in front, where it has steps of its own to undo. */
    Optional<Undoing> currentUndoing() {
        return docks.selectedContent().filter(Undoing.class::isInstance).map(Undoing.class::cast);
    }

    Optional<CanvasView> currentCanvas() {
        return docks.selectedEditor()
                .filter(id -> id.startsWith(CANVAS))
                .flatMap(id -> canvas(id.substring(CANVAS.length())));
    }

    private void add(Addition addition) {
        currentCanvas().ifPresent(canvas -> canvas.add(addition));
    }

    private Optional<View> view(String id) {
        var opened = project;
        if (opened == null) return Optional.empty();
        if (tools.containsKey(id)) return Optional.ofNullable(tools.get(id));
        if (!id.startsWith(CANVAS)) return editors.view(opened, id);
        var name = id.substring(CANVAS.length());
        return opened.program(name)
                .map(p -> View.editor(id, name, "sitemap-outline", () -> makeCanvas(opened, name)));
    }

    private CanvasView makeCanvas(OpenProject opened, String name) {
        var view = canvases.make(opened, name, ofProgram(name));
        inspector.watch(view.model());
        return view;
    }

    /**
     * A box was opened: the thoughts of a pattern, the signature of another module, else the
     * keyboard goes to the inspector.
     */
    private void opened(String program, String id) {
        var ids = new ArrayList<>(canvas(program).map(c -> c.model().path()).orElse(List.of()));
        ids.add(id);
        var path = String.join(".", ids);
        view(PatternViews.id(program, path))
                .or(() -> view("signature:" + program + ":" + path))
                .ifPresentOrElse(docks::show, this::editInspector);
    }

    /** Opens the thoughts of the selected node, which is a pattern's. */
    void openPattern() {
        currentProgram()
                .ifPresent(
                        program ->
                                inspector
                                        .node()
                                        .map(node -> PatternViews.id(program, node))
                                        .ifPresent(this::open));
    }

    private void editInspector() {
        inspectorWanted = true;
        inspector();
        openInspector(true);
        inspector.takeKeyboard();
    }

    /** A program was edited or saved: what is wrong with it, and what the inspector says of it. */
    private void edited(Documents.Open open) {
        var shown = "programs/" + open.name() + ProgramFile.SUFFIX;
        problems.removeIf(p -> OpenProject.isOf(p, open.name()));
        problems.addAll(open.document().problems().stream().map(p -> p.in(shown)).toList());
        canvas(open.name()).ifPresent(c -> c.setProblems(ofProgram(open.name())));
        if (!open.document().dirty()) fronted.run();
        docks.setBadge(CANVAS + open.name(), open.document().dirty() ? "•" : "");
    }

    private List<Problem> ofProgram(String name) {
        return problems.stream().filter(p -> OpenProject.isOf(p, name)).toList();
    }

    private void selected(String id) {
        if (tools.containsKey(id)) return;
        fronted.run();
        panel.select(id);
        pane.closeProject();
        canvasShown.set(id.startsWith(CANVAS));
        inspector();
        var opened = project;
        var canvas = currentCanvas().orElse(null);
        if (opened == null || canvas == null) inspector.showNothing();
        else inspector.follow(opened, id.substring(CANVAS.length()), canvas);
    }

    /**
     * The inspector has something to say beside a canvas only; elsewhere its room goes to the
     * editor.
     */
    private void inspector() {
        pane.showInspector(
                inspectorWanted && (canvasShown.get() || docks.selectedEditor().isEmpty()));
    }

    private void openInspector(boolean open) {
        pane.openInspector(open);
    }

    private void closed(String id) {
        if (id.startsWith(CANVAS)) canvases.forget(id.substring(CANVAS.length()));
        if (docks.selectedEditor().isEmpty()) {
            canvasShown.set(false);
            inspector.showNothing();
        }
    }

    private void badge() {
        var errors = problems.stream().filter(Problem::isError).count();
        docks.setBadge(PROBLEMS, errors == 0 ? "" : "!" + errors);
    }

    private void goTo(Problem problem) {
        var opened = project;
        if (opened == null) return;
        opened.documents().names().stream()
                .filter(name -> OpenProject.isOf(problem, name))
                .findFirst()
                .ifPresent(
                        name -> {
                            openProgram(name);
                            var node = problem.node();
                            if (node != null) showNode(name, node);
                        });
    }

    private List<Node> editorCorner() {
        return List.of(CommandButtons.iconButton(commands.get("view.inspector")));
    }

    private List<Node> toolCorner() {
        var fold = Buttons.icon("chevron-down", text("workbench.tools.fold"));
        fold.setOnAction(_ -> docks.toggleTools());
        return List.of(fold);
    }
}
