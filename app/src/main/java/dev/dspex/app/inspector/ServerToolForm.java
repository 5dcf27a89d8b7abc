package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.ServerTool;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/** Names a tool of an MCP server; not seen until it is opened. */
final class ServerToolForm extends VBox {
    private final TextField server = Fields.mono("", text("inspector.server"));
    private final TextField tool = Fields.mono("", text("inspector.tool"));
    private final Button add = Buttons.small(text("inspector.tools.server.add"), "plus");
    private final Consumer<String> done;

    /**
     * @param done told the tool as programs have it
     */
    ServerToolForm(Consumer<String> done) {
        super(6);
        this.done = done;
        getStyleClass().add("card");
        server.setId("inspector-tools-server-place");
        tool.setId("inspector-tools-server-tool");
        add.setId("inspector-tools-server-add");
        var cancel = Buttons.small(text("inspector.tools.server.cancel"), null);
        cancel.setOnAction(_ -> close());
        add.setOnAction(_ -> take());
        tool.setOnAction(_ -> take());
        server.textProperty().subscribe(this::judge);
        tool.textProperty().subscribe(this::judge);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() != KeyCode.ESCAPE) return;
                    e.consume();
                    close();
                });
        var buttons = Layout.row(6, cancel, add);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Rows.named(text("inspector.server"), server),
                        Rows.named(text("inspector.tool"), tool),
                        Labels.prose(text("inspector.tools.server.help"), "small", "muted"),
                        buttons);
        close();
    }

    void open() {
        setVisible(true);
        setManaged(true);
        server.requestFocus();
    }

    private void close() {
        server.clear();
        tool.clear();
        setVisible(false);
        setManaged(false);
    }

    private Optional<ServerTool> named() {
        var words = new ServerTool(server.getText().strip(), tool.getText().strip());
        return ServerTool.parse(words.text()).filter(words::equals);
    }

    private void judge() {
        add.setDisable(named().isEmpty());
    }

    private void take() {
        named().ifPresent(
                        words -> {
                            close();
                            done.accept(words.text());
                        });
    }
}
