package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The program itself. */
final class WholePart implements Part {
    private final Editing editing;
    private final ValueField description;
    private final VBox region;

    WholePart(Editing editing) {
        this.editing = editing;
        var area = Rows.area(text("inspector.description"), 4);
        area.setId("inspector-description");
        area.setPromptText(text("inspector.description.none"));
        description =
                new ValueField(
                        area,
                        editing,
                        words ->
                                editing.program(
                                        text("inspector.edit.description"),
                                        "description",
                                        p -> p.withDescription(words)));
        var head =
                Layout.padded(
                        Layout.column(
                                4,
                                Layout.row(
                                        8,
                                        Icons.icon("sitemap-outline", "icon-20", "icon-plain"),
                                        Layout.wide(Labels.cut(editing.program().name(), "title"))),
                                Labels.muted(text("inspector.whole.help"))),
                        12);
        region =
                new VBox(
                        head,
                        Panels.section(
                                Panels.sectionTitle(text("inspector.description")), description));
        refresh();
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void refresh() {
        description.show(editing.program().description());
    }
}
