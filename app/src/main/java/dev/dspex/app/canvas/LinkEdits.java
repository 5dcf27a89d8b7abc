package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Edits;
import dev.dspex.edit.Fit;
import dev.dspex.edit.Fix;
import dev.dspex.program.Field;
import dev.dspex.program.Link;
import dev.dspex.program.Node;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What gestures do to links: each is one step of undo with a name. JavaFX thread only. */
final class LinkEdits {
    private final CanvasEditor editor;
    private final CanvasModel model;

    LinkEdits(CanvasEditor editor, CanvasModel model) {
        this.editor = editor;
        this.model = model;
    }

    List<Fix> fixes(Port from, Port to) {
        return Fix.of(editor.program(), from, to);
    }

    /** Links two ports by way of a fix, as one step, and selects a new node. */
    void fix(Link link, Fix fix, Optional<Link> old, Point2D at) {
        var before = editor.program();
        editor.apply(
                FixMenu.title(fix),
                editor.placed(
                        p ->
                                fix.apply(
                                        without(p, old),
                                        link.from(),
                                        link.to(),
                                        PlaceEdits.snapped(at))));
        editor.program().nodes().stream()
                .map(Node::id)
                .filter(id -> before.node(id).isEmpty())
                .findFirst()
                .ifPresent(id -> model.selection().only(List.of(id)));
    }

    /**
     * Links two ports; the old link, where a link was dragged off a port, goes in the same step.
     */
    void connect(Port from, Port to, Optional<Link> old) {
        editor.apply(text("canvas.edit.link"), p -> Edits.connect(without(p, old), from, to));
    }

    void disconnect(Link link) {
        editor.apply(text("canvas.edit.unlink"), p -> Edits.disconnect(p, List.of(link)));
    }

    /** A link dropped on one of the two ends gives the program a field of that name and type. */
    void connectToEnd(Port port, boolean input, Optional<Link> old) {
        editor.apply(
                text(input ? "canvas.edit.input" : "canvas.edit.output"),
                p -> {
                    var from = without(p, old);
                    var field = input ? from.target(port) : from.source(port);
                    if (field.isEmpty()) return from;
                    return input
                            ? withInput(from, field.get(), port)
                            : withOutput(from, field.get(), port);
                });
    }

    private static Program withInput(Program program, Field field, Port to) {
        var named = free(field, program.inputs());
        return Edits.connect(
                Edits.inputs(program, plus(program.inputs(), named)), Port.input(named.name()), to);
    }

    private static Program withOutput(Program program, Field field, Port from) {
        var named = free(field, program.outputs());
        return Edits.connect(
                Edits.outputs(program, plus(program.outputs(), named)),
                from,
                Port.output(named.name()));
    }

    private static Program without(Program program, Optional<Link> link) {
        return link.map(l -> Edits.disconnect(program, List.of(l))).orElse(program);
    }

    private static Field free(Field field, List<Field> taken) {
        var name = field.name();
        for (var number = 2; has(taken, name); number++) name = field.name() + "_" + number;
        return field.withName(name);
    }

    private static boolean has(List<Field> fields, String name) {
        return fields.stream().anyMatch(f -> f.name().equals(name));
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    /** The link between two ports, whichever of them gives. */
    static Link link(PortHit fixed, PortHit hit) {
        return fixed.input()
                ? new Link(hit.port(), fixed.port())
                : new Link(fixed.port(), hit.port());
    }

    /** Why a link from one port cannot end at another, null when it can. */
    @Nullable String refusal(PortHit fixed, PortHit hit) {
        if (hit.input() == fixed.input())
            return text(fixed.input() ? "canvas.fit.takes" : "canvas.fit.gives");
        var link = link(fixed, hit);
        return switch (Fit.of(editor.program(), link.from(), link.to())) {
            case Fit.Fits _ -> null;
            case Fit.TypesDiffer(var given, var taken) -> text("canvas.fit.types", given, taken);
            case Fit.Circle _ -> text("canvas.fit.circle");
            case Fit.NoEnd _ -> text("canvas.fit.none");
        };
    }
}
