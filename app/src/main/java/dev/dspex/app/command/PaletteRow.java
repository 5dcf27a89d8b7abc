package dev.dspex.app.command;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.text.TextFlow;

import java.util.List;

/** One hit, with the letters that were typed in the accent colour. */
final class PaletteRow extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final PaletteEntry entry;

    PaletteRow(PaletteModel.Hit hit) {
        entry = hit.entry();
        getStyleClass().add("palette-row");
        if (!entry.enabled()) getStyleClass().add("unavailable");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setAccessibleText(entry.text() + " " + entry.note() + " " + entry.key());
        getChildren()
                .addAll(
                        Icons.icon(entry.icon()),
                        Layout.wide(marked(entry.text(), hit.match().spans())));
        if (!entry.note().isEmpty()) getChildren().add(Labels.muted(entry.note()));
        if (!entry.key().isEmpty()) getChildren().add(Chips.key(entry.key()));
    }

    PaletteEntry entry() {
        return entry;
    }

    void setSelected(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    private static TextFlow marked(String text, List<Fuzzy.Span> spans) {
        var flow = Layout.styled(new TextFlow(), "text-flow");
        var at = 0;
        for (var span : spans) {
            if (span.from() < at) continue;
            if (span.from() > at)
                flow.getChildren().add(Labels.run(text.substring(at, span.from())));
            flow.getChildren().add(Labels.run(text.substring(span.from(), span.to()), "hit"));
            at = span.to();
        }
        if (at < text.length()) flow.getChildren().add(Labels.run(text.substring(at)));
        flow.setMaxHeight(20);
        return flow;
    }
}
