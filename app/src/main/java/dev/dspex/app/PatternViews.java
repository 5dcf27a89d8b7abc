package dev.dspex.app;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.pattern.PatternModel;
import dev.dspex.app.pattern.PatternView;
import dev.dspex.app.pattern.Prompts;
import dev.dspex.app.shell.View;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Parts;

import java.util.Optional;

/** The nodes of patterns opened, each as the tree of its thoughts: {@code pattern:PROGRAM:NODE}. */
final class PatternViews {
    static final String PREFIX = "pattern:";

    private final OpenProject project;
    private final PatternModel model;
    private final Prompts prompts;

    PatternViews(OpenProject project, PatternModel model, Prompts prompts) {
        this.project = project;
        this.model = model;
        this.prompts = prompts;
    }

    /**
     * @param node its path in the program, with dots between
     */
    static String id(String program, String node) {
        return PREFIX + program + ":" + node;
    }

    static boolean isPattern(Node node) {
        return node instanceof ModuleNode module
                && module.kind().kind().group() == Kind.Group.PATTERN;
    }

    /** Empty where the program has no such node, or it is no pattern. */
    Optional<View> view(String id) {
        var parts = id.split(":", 3);
        if (parts.length < 3) return Optional.empty();
        return project.program(parts[1])
                .flatMap(program -> Parts.node(program, parts[2]))
                .filter(PatternViews::isPattern)
                .map(node -> view(id, parts[2], node));
    }

    private View view(String id, String path, Node node) {
        return View.editor(
                id,
                node.title(),
                Icons.ofKind(node.kindName()),
                () -> new PatternView(model, path, node.title(), prompts));
    }
}
