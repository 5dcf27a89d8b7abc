package dev.dspex.app;

import dev.dspex.app.canvas.AddOffer;
import dev.dspex.app.canvas.CanvasEditor;
import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.command.Command;
import dev.dspex.app.command.Commands;
import dev.dspex.app.fx.Background;
import dev.dspex.program.Problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The canvases of the programs that are open, by name, with what their menus offer. */
final class Canvases {
    /** Ways to start in an empty program, the most direct first. */
    private static final String[] STARTS = {
        "canvas.add", "project.import", "project.sample", "project.open"
    };

    /** What the menu of a node offers. */
    private static final String[] NODE_MENU = {
        "run.node",
        "run.node.with",
        "run.here",
        "run.pin",
        "run.unpin",
        "run.thoughts",
        "edit.rename",
        "edit.cut",
        "edit.copy",
        "edit.duplicate",
        "edit.collapse",
        "edit.expand",
        "edit.pattern",
        "edit.splice",
        "edit.delete"
    };

    private final Background background;
    private final Commands commands;
    private final BiConsumer<String, String> opened;
    private final Map<String, CanvasView> views = new LinkedHashMap<>();
    private final AddOffer offer = new AddOffer();
    private BiConsumer<String, CanvasModel> made = (_, _) -> {};

    /**
     * @param opened told the program and the box in it that is to be opened
     */
    Canvases(Background background, Commands commands, BiConsumer<String, String> opened) {
        this.background = background;
        this.commands = commands;
        this.opened = opened;
    }

    /** Called with the name of a program when its canvas is made. */
    void onMade(BiConsumer<String, CanvasModel> listener) {
        made = listener;
    }

    /** What can be added on every canvas. */
    AddOffer offer() {
        return offer;
    }

    Optional<CanvasView> of(String program) {
        return Optional.ofNullable(views.get(program));
    }

    CanvasView make(OpenProject project, String name, List<Problem> problems) {
        var document = project.documents().get(name).orElseThrow().document();
        var model = new CanvasModel(document.program());
        var view =
                new CanvasView(
                        model,
                        new CanvasEditor(document, model, offer),
                        name,
                        tools(name.equals(project.main())),
                        commands.known(STARTS),
                        background);
        view.setProblems(problems);
        view.onOpen(id -> opened.accept(name, id));
        view.setMenu(commands.known(NODE_MENU));
        views.put(name, view);
        made.accept(name, model);
        return view;
    }

    void forget(String program) {
        views.remove(program);
    }

    void clear() {
        views.clear();
    }

    private List<Command> tools(boolean main) {
        var always = Stream.of("canvas.add", "edit.undo", "edit.redo", "canvas.tidy", "canvas.fit");
        return Stream.concat(always, main ? Stream.of() : Stream.of("project.main"))
                .map(commands::get)
                .toList();
    }
}
