package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.app.kit.TypeLook;
import dev.dspex.program.Field;
import dev.dspex.program.Program;

import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A column of the grid.
 *
 * @param field of the program; null for a column that it does not know
 * @param role what the program does with it
 */
record GridColumn(String name, @Nullable Field field, String role) {
    private static final double TEXT = 360;
    private static final double OTHER = 120;

    /** Inputs and outputs of the program first, then what else the file has. */
    static List<GridColumn> of(Program program, Collection<String> inFile) {
        var columns = new ArrayList<GridColumn>();
        program.inputs()
                .forEach(f -> columns.add(new GridColumn(f.name(), f, text("dataset.input"))));
        program.outputs()
                .forEach(f -> columns.add(new GridColumn(f.name(), f, text("dataset.expected"))));
        var known = columns.stream().map(GridColumn::name).toList();
        inFile.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> columns.add(new GridColumn(name, null, text("dataset.other"))));
        return columns;
    }

    boolean number() {
        return field != null && TypeLook.kind(field.type()) == TypeLook.Kind.NUM;
    }

    HBox head() {
        var head =
                field == null
                        ? Layout.row(6, Labels.mono(name, "muted"))
                        : Layout.row(
                                6,
                                new TypeDot(field.type()),
                                Labels.mono(name),
                                Labels.label(TypeLook.brief(field.type()), "tiny", "muted"));
        head.getStyleClass().add("head");
        var tip =
                field == null
                        ? role
                        : role + ", " + field.type().text() + "\n" + field.description();
        Tooltip.install(head, new Tooltip(tip));
        return head;
    }

    /** Whether it takes what the others leave of the table. */
    boolean stretches() {
        return field != null && TypeLook.kind(field.type()) == TypeLook.Kind.STR;
    }

    double width() {
        var brief = field == null ? "" : TypeLook.brief(field.type());
        // Room for the dot, the name in Mono 12 and the type in 11, and the arrow of a sorted one.
        var head = 68 + name.length() * 7.3 + brief.length() * 6.4;
        return Math.max(head, stretches() ? TEXT : OTHER);
    }
}
