package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.CanvasEditor;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.command.Command;
import dev.dspex.app.shell.SessionModel;

import javafx.beans.binding.Bindings;

import java.util.List;
import java.util.function.Consumer;

/** Every command of the window: its icon, its key, when it can run, what it does. */
final class WorkbenchCommands {
    private WorkbenchCommands() {}

    static List<Command> of(Workbench bench, SessionModel session, Runnable quit) {
        var project = session.projectProperty().isNotEmpty();
        var none = text("workbench.why.noproject");
        var idle = Bindings.not(session.runningProperty());
        return List.of(
                Command.of("project.new", "plus", "Shortcut+N", bench::newProject),
                Command.of(
                        "project.open", "folder-open-outline", "Shortcut+O", bench::chooseProject),
                Command.of("project.sample", "view-grid-plus-outline", "", bench::chooseSample),
                Command.of("project.import", "import", "", () -> bench.actions().importFile())
                        .when(project, none)
                        .when(bench.canRun(), text("workbench.why.nopython")),
                Command.of(
                                "project.program",
                                "file-plus-outline",
                                "Shortcut+Shift+N",
                                () -> bench.actions().newProgram())
                        .when(project, none),
                Command.of(
                                "project.main",
                                "play-circle-outline",
                                "",
                                () -> bench.actions().makeMain())
                        .when(bench.canvasShown(), text("workbench.why.nocanvas")),
                Command.of(
                                "project.distrust",
                                "shield-off-outline",
                                "",
                                () -> bench.actions().distrust())
                        .when(bench.trusted(), text("workbench.why.nottrusted")),
                Command.of("project.close", "close", "", bench::closeProject).when(project, none),
                Command.of("run.start", "play", "F5", () -> bench.actions().run())
                        .when(project, none)
                        .when(bench.canRun(), text("workbench.why.nopython"))
                        .when(idle, text("workbench.why.running")),
                Command.of("run.stop", "stop", "Shift+Esc", () -> bench.actions().stop())
                        .when(session.runningProperty(), text("workbench.why.norun")),
                Command.of(
                                "run.evaluate",
                                "check-decagram-outline",
                                "Shortcut+F5",
                                () -> bench.actions().evaluate())
                        .when(project, none)
                        .when(bench.canRun(), text("workbench.why.nopython"))
                        .when(idle, text("workbench.why.running")),
                node(bench, session, "run.here", "ray-end", "Shift+F5", NodeCommand.HERE),
                node(
                        bench,
                        session,
                        "run.node",
                        "play-box-outline",
                        "Shortcut+Enter",
                        NodeCommand.RUN),
                node(bench, session, "run.node.with", "form-textbox", "", NodeCommand.RUN_WITH),
                pin(bench, "run.pin", "pin-outline", NodeCommand.PIN)
                        .when(bench.selectedNode().free(), text("workbench.why.pinned")),
                pin(bench, "run.unpin", "pin-off-outline", NodeCommand.UNPIN)
                        .when(bench.selectedNode().pinned(), text("workbench.why.notpinned")),
                Command.of(
                                "run.report",
                                "file-chart-outline",
                                "",
                                () -> bench.actions().exportReport())
                        .when(project, none),
                Command.of(
                                "study.optimize",
                                "auto-fix",
                                "Shortcut+Shift+O",
                                () -> bench.actions().optimize())
                        .when(project, none)
                        .when(bench.canRun(), text("workbench.why.nopython"))
                        .when(idle, text("workbench.why.running")),
                Command.of(
                        "view.palette",
                        "magnify",
                        "Shortcut+Shift+P",
                        () -> bench.mainWindow().openPalette("")),
                Command.of(
                                "view.goto",
                                "arrow-right",
                                "Shortcut+P",
                                () -> bench.mainWindow().openPalette("@"))
                        .when(project, none),
                Command.of("view.design", "sitemap-outline", "Alt+1", bench::showDesign)
                        .when(project, none),
                Command.of("view.studies", "chart-line", "Alt+2", bench::showStudies)
                        .when(project, none),
                Command.of("view.streams", "waveform", "Alt+4", bench::showStreams)
                        .when(project, none),
                Command.of("view.sessions", "tune-variant", "Alt+5", bench::showSessions)
                        .when(project, none),
                Command.of("view.agents", "account-group-outline", "Alt+6", bench::showAgents)
                        .when(project, none),
                Command.of("view.theme", "theme-light-dark", "", bench::switchTheme),
                Command.of("view.settings", "cog-outline", "Shortcut+Comma", bench::showSettings),
                Command.of("view.keys", "keyboard-outline", "F1", bench::showKeys),
                Command.of(
                                "view.problems",
                                "alert-outline",
                                "",
                                () -> bench.design().showTool(DesignPlace.PROBLEMS))
                        .when(project, none),
                Command.of(
                                "view.inspector",
                                "dock-right",
                                "",
                                () -> bench.design().toggleInspector())
                        .when(project, none),
                Command.of("view.layout", "view-quilt-outline", "", bench::resetLayout)
                        .when(project, none),
                Command.of(
                                "run.thoughts",
                                "file-tree-outline",
                                "",
                                () -> bench.design().openPattern())
                        .when(bench.selectedNode().pattern(), text("workbench.why.nopattern")),
                canvas(bench, "canvas.fit", "fit-to-page-outline", "Shortcut+1", CanvasView::fit),
                canvas(
                        bench,
                        "canvas.actual",
                        "numeric-1-box-outline",
                        "Shortcut+0",
                        CanvasView::actualSize),
                canvas(
                        bench,
                        "canvas.selection",
                        "image-filter-center-focus",
                        "Shortcut+2",
                        CanvasView::fitSelection),
                canvas(bench, "canvas.find", "magnify", "Shortcut+F", CanvasView::find),
                canvas(bench, "canvas.in", "plus", "Shortcut+Equals", CanvasView::zoomIn),
                canvas(bench, "canvas.out", "minus", "Shortcut+Minus", CanvasView::zoomOut),
                canvas(bench, "canvas.tidy", "auto-fix", "Shift+A", CanvasView::tidy),
                canvas(bench, "canvas.add", "plus", "", CanvasView::quickAdd),
                canvas(bench, "edit.cut", "content-cut", "Shortcut+X", CanvasView::cut),
                canvas(bench, "edit.copy", "content-copy", "Shortcut+C", CanvasView::copy),
                canvas(bench, "edit.paste", "content-paste", "Shortcut+V", CanvasView::paste),
                canvas(
                        bench,
                        "edit.duplicate",
                        "content-duplicate",
                        "Shortcut+D",
                        c -> c.editor().ifPresent(CanvasEditor::duplicate)),
                canvas(
                        bench,
                        "edit.delete",
                        "delete-outline",
                        "",
                        c -> c.editor().ifPresent(CanvasEditor::delete)),
                canvas(
                        bench,
                        "edit.splice",
                        "source-merge",
                        "",
                        c -> c.editor().ifPresent(CanvasEditor::splice)),
                canvas(
                        bench,
                        "edit.collapse",
                        "package-variant-closed",
                        "Shortcut+G",
                        CanvasView::collapse),
                canvas(
                        bench,
                        "edit.expand",
                        "package-variant",
                        "Shortcut+Shift+G",
                        c -> c.editor().ifPresent(CanvasEditor::expand)),
                canvas(bench, "edit.pattern", "family-tree", "", c -> bench.patterns().save(c)),
                canvas(bench, "edit.scaffold", "auto-fix", "", _ -> bench.scaffold()),
                Command.of("project.patterns", "family-tree", "", () -> bench.patterns().manage()),
                canvas(bench, "canvas.leave", "arrow-up", "Alt+Up", CanvasView::leave),
                canvas(bench, "edit.rename", "pencil-outline", "", CanvasView::rename),
                canvas(bench, "edit.all", "select-all", "Shortcut+A", CanvasView::selectAll),
                Command.of("edit.undo", "undo", "Shortcut+Z", () -> bench.actions().undo())
                        .when(project, none),
                Command.of("edit.redo", "redo", "Shortcut+Shift+Z", () -> bench.actions().redo())
                        .when(project, none),
                Command.of(
                                "project.save",
                                "content-save-outline",
                                "Shortcut+S",
                                () -> bench.actions().save())
                        .when(project, none),
                Command.of("app.quit", "exit-to-app", "Shortcut+Q", quit));
    }

    /** Runs a node of the main program, or what leads to it. */
    private static Command node(
            Workbench bench,
            SessionModel session,
            String id,
            String icon,
            String key,
            NodeCommand command) {
        return Command.of(id, icon, key, () -> bench.actions().node(command))
                .when(bench.selectedNode().some(), text("workbench.why.nonode"))
                .when(bench.canRun(), text("workbench.why.nopython"))
                .when(Bindings.not(session.runningProperty()), text("workbench.why.running"));
    }

    private static Command pin(Workbench bench, String id, String icon, NodeCommand command) {
        return Command.of(id, icon, "", () -> bench.actions().node(command))
                .when(bench.selectedNode().some(), text("workbench.why.nonode"));
    }

    private static Command canvas(
            Workbench bench, String id, String icon, String key, Consumer<CanvasView> action) {
        return Command.of(id, icon, key, () -> bench.design().currentCanvas().ifPresent(action))
                .when(bench.canvasShown(), text("workbench.why.nocanvas"));
    }
}
