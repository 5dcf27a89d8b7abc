package dev.dspex.app.kit;

import static dev.dspex.app.i18n.Texts.text;

import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** What went wrong and what to do; the log stays folded until it is asked for. */
public final class ErrorState extends VBox {
    public ErrorState(String happened, String todo, String log, @Nullable Button action) {
        getStyleClass().add("empty-state");
        var title = Labels.prose(happened, "empty-title");
        var help = Labels.prose(todo, "muted");
        title.setMaxWidth(420);
        help.setMaxWidth(420);
        getChildren().addAll(new StateIcon(RunState.ERROR, 24), title);
        if (!todo.isEmpty()) getChildren().add(help);
        var row = Layout.row(8);
        row.getStyleClass().add("centred");
        if (action != null) row.getChildren().add(action);
        if (!log.isEmpty()) row.getChildren().add(showLog(log));
        if (!row.getChildren().isEmpty()) getChildren().add(row);
        setAccessibleText(happened + " " + todo);
    }

    private Button showLog(String log) {
        var button = Buttons.small(text("kit.log.show"), "text-long");
        button.setOnAction(
                _ -> {
                    var area = Layout.styled(new TextArea(log), "mono");
                    area.setEditable(false);
                    area.setMaxSize(640, 200);
                    getChildren().add(area);
                    button.setDisable(true);
                });
        return button;
    }
}
