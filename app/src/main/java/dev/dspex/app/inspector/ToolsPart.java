package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.ServerTool;

import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The tools of a module, in their order: the LM reads them in it. */
final class ToolsPart implements Part {
    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final Button add = Buttons.small(text("inspector.tools.add"), "plus");
    private final VBox rows = new VBox();
    private final VBox section =
            Panels.section(Panels.sectionTitle(text("inspector.tools"), add), rows);
    private final ServerToolForm server;
    private @Nullable List<String> shown;

    ToolsPart(Editing editing, ModuleNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        section.getStyleClass().add("dense");
        server = new ServerToolForm(tool -> change(all -> all.add(tool)));
        section.getChildren().add(server);
        add.setId("inspector-tools-add");
        add.setOnAction(_ -> offer());
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        var tools = tools();
        if (tools.equals(shown)) return;
        shown = tools;
        rows.getChildren().clear();
        if (tools.isEmpty()) rows.getChildren().add(Labels.muted(text("inspector.tools.none")));
        for (var i = 0; i < tools.size(); i++) rows.getChildren().add(row(tools, i));
    }

    private HBox row(List<String> tools, int at) {
        var tool = tools.get(at);
        var up = Buttons.icon("chevron-up", text("inspector.tools.up", tool), "icon-16");
        up.setDisable(at == 0);
        up.setOnAction(_ -> change(all -> Collections.swap(all, at, at - 1)));
        var down = Buttons.icon("chevron-down", text("inspector.tools.down", tool), "icon-16");
        down.setDisable(at == tools.size() - 1);
        down.setOnAction(_ -> change(all -> Collections.swap(all, at, at + 1)));
        var remove = Buttons.icon("close", text("inspector.tools.remove", tool), "icon-16");
        remove.setId("inspector-tool-remove-" + at);
        remove.setOnAction(_ -> change(all -> all.remove(at)));
        var name = Labels.cut(tool.substring(tool.lastIndexOf(':') + 1), "mono");
        var served = ServerTool.parse(tool);
        var place =
                served.map(ServerTool::server)
                        .orElse(tool.substring(0, Math.max(0, tool.lastIndexOf(':'))));
        var words = Layout.wide(Layout.column(0, name, Labels.cut(place, "tiny", "muted")));
        words.setMinWidth(0);
        var icon = Icons.icon(served.isPresent() ? "server" : "wrench-outline", "icon-14");
        return Layout.row(2, icon, Layout.gap(6), words, up, down, remove);
    }

    private void offer() {
        var menu = new ContextMenu();
        for (var function : around.functions()) {
            if (tools().contains(function)) continue;
            var item = new MenuItem(function, Icons.icon("wrench-outline"));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> change(all -> all.add(function)));
            menu.getItems().add(item);
        }
        if (menu.getItems().isEmpty()) {
            var none = new MenuItem(text("inspector.tools.nomore"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        var served = new MenuItem(text("inspector.tools.server"), Icons.icon("server"));
        served.setId("inspector-tools-server");
        served.setOnAction(_ -> server.open());
        menu.getItems().addAll(new SeparatorMenuItem(), served);
        menu.show(add, Side.BOTTOM, 0, 4);
    }

    private List<String> tools() {
        return editing.node(id).orElse(null) instanceof ModuleNode node ? node.tools() : List.of();
    }

    private void change(Consumer<List<String>> edit) {
        var all = new ArrayList<>(tools());
        edit.accept(all);
        editing.node(
                id,
                text("inspector.edit.tools"),
                null,
                n -> n instanceof ModuleNode m ? Modules.withTools(m, all) : n);
    }
}
