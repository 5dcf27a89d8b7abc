package dev.dspex.app.inspector;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Program;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class InspectorPicturesTest {
    @Test
    void everyThingThatCanBeSelected() {
        for (var theme : Theme.values()) {
            take("inspector-module", theme, new Selected.One("classify"), RunState.OK);
            take("inspector-tools", theme, new Selected.One("investigate"), RunState.STALE);
            take("inspector-code", theme, new Selected.One("shout"), RunState.IDLE);
            take("inspector-end", theme, new Selected.One("input"), RunState.OK);
        }
        take(
                "inspector-many",
                Theme.DARK,
                new Selected.Many(Set.of("classify", "draft")),
                RunState.OK);
        take("inspector-program", Theme.DARK, new Selected.Whole(), RunState.OK);
        take(
                "inspector-link",
                Theme.DARK,
                new Selected.Connection(TriageProgram.make().links().getFirst()),
                RunState.OK);
    }

    private static void take(String name, Theme theme, Selected selected, RunState state) {
        Pictures.take(
                name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT),
                theme,
                304,
                900,
                () -> {
                    var inspector = new Inspector();
                    inspector.getStyleClass().add("island");
                    inspector.show(
                            new ProgramDocument(program()),
                            List.of(),
                            selected,
                            state,
                            new Around());
                    return inspector;
                });
    }

    private static Program program() {
        var program = TriageProgram.make();
        var nodes = new ArrayList<dev.dspex.program.Node>(program.nodes());
        nodes.add(
                new CodeNode(
                        new NodeHead("shout"),
                        List.of(new Field("text", FieldType.Basic.STR, "What is said")),
                        List.of(new Field("loud", FieldType.Basic.STR)),
                        "def run(text):\n    return {'loud': text.upper()}\n"));
        return program.withNodes(nodes);
    }
}
