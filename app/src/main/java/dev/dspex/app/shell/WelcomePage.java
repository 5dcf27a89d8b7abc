package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Command;
import dev.dspex.app.command.CommandButtons;
import dev.dspex.app.command.Commands;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What is shown while no project is open. */
public final class WelcomePage extends StackPane {
    private static final double CARD = 288;
    private static final double GAP = 20;

    private final WelcomeModel model;
    private final Consumer<Path> open;
    private final Consumer<Path> openSample;
    private final TilePane samples = new TilePane(GAP, GAP);
    private final TilePane recent = new TilePane(48, 8);
    private final VBox recentPart =
            Layout.column(12, Labels.title(text("shell.welcome.recent")), recent);

    public WelcomePage(
            WelcomeModel model, Commands commands, Consumer<Path> open, Consumer<Path> openSample) {
        this.openSample = openSample;
        this.model = model;
        this.open = open;
        getStyleClass().add("welcome-frame");
        var left = left(commands);
        left.setMinWidth(2 * CARD + GAP);
        var columns = new HBox(40, left, right(commands));
        columns.setMaxWidth(Region.USE_PREF_SIZE);
        columns.getStyleClass().add("welcome-columns");
        var scroll = new ScrollPane(new StackPane(columns));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().add(Layout.styled(new StackPane(scroll), "island"));
        model.samples().subscribe(this::showSamples);
        model.recent().subscribe(this::showRecent);
        showSamples();
        showRecent();
    }

    private VBox left(Commands commands) {
        samples.setPrefColumns(3);
        samples.setTileAlignment(javafx.geometry.Pos.TOP_LEFT);
        recent.setPrefColumns(2);
        recent.setTileAlignment(javafx.geometry.Pos.CENTER_LEFT);
        var buttons =
                Layout.row(
                        8,
                        large(commands.get("project.new"), "primary"),
                        large(commands.get("project.open")));
        var head =
                Layout.column(
                        4,
                        Labels.prose(text("shell.welcome.title"), "page-title"),
                        Labels.prose(text("shell.welcome.help"), "muted"));
        var title =
                Layout.row(
                        8,
                        Labels.title(text("shell.welcome.samples")),
                        Labels.muted(text("shell.welcome.samples.help")));
        var left = new VBox(head, buttons, Layout.column(12, title, samples), recentPart);
        left.getStyleClass().add("welcome-left");
        left.setPrefWidth(3 * CARD + 2 * GAP);
        return left;
    }

    private VBox right(Commands commands) {
        var keys =
                Layout.styled(
                        Layout.column(12, Labels.strong(text("shell.welcome.keys"))),
                        "welcome-keys");
        for (var id : List.of("view.palette", "run.start", "study.optimize", "canvas.fit")) {
            var command = commands.get(id);
            var key = Layout.width(new HBox(Chips.key(command.keyText())), 92);
            keys.getChildren().add(Layout.row(0, key, Labels.muted(command.text())));
        }
        var right = new VBox(16, new CheckList(model), keys);
        right.setMinWidth(320);
        right.setMaxWidth(424);
        right.setPrefWidth(424);
        return right;
    }

    private static Button large(Command command, String... styles) {
        return Layout.styled(CommandButtons.button(command, styles), "tall");
    }

    private void showSamples() {
        samples.getChildren().setAll(model.samples().stream().map(this::card).toList());
    }

    private void showRecent() {
        recent.getChildren().setAll(model.recent().stream().limit(8).map(this::recent).toList());
        recentPart.setVisible(!model.recent().isEmpty());
    }

    private Node card(WelcomeModel.Sample sample) {
        var picture =
                Layout.styled(new StackPane(new MiniGraph(sample.drawing())), "sample-picture");
        var words =
                Layout.column(
                        4,
                        Labels.label(sample.name(), "semi"),
                        Labels.prose(sample.description(), "muted"));
        words.getStyleClass().add("sample-words");
        var button = new Button();
        button.setGraphic(new VBox(picture, words));
        button.getStyleClass().add("sample");
        Layout.width(button, CARD);
        button.setId("sample-" + sample.folder().getFileName());
        button.setAccessibleText(text("shell.welcome.sample", sample.name(), sample.description()));
        button.setOnAction(_ -> openSample.accept(sample.folder()));
        return button;
    }

    private Node recent(WelcomeModel.Recent project) {
        var path = Labels.cut(shortened(project.folder()), "mono", "muted");
        path.setMinWidth(0);
        var row =
                Layout.row(
                        12,
                        Icons.icon("folder-outline"),
                        Layout.wide(
                                Layout.column(1, Labels.label(project.name(), "medium"), path)));
        if (!project.there())
            row.getChildren().add(Chips.state(text("shell.welcome.gone"), RunState.WARNING));
        var button = new Button();
        button.setGraphic(row);
        row.setPrefWidth(400);
        button.getStyleClass().add("recent");
        button.setDisable(!project.there());
        button.setTooltip(new Tooltip(project.folder().toString()));
        button.setAccessibleText(text("shell.welcome.open", project.name()));
        button.setOnAction(_ -> open.accept(project.folder()));
        return button;
    }

    private static String shortened(Path folder) {
        var home = Path.of(System.getProperty("user.home", "/"));
        return folder.startsWith(home) && !folder.equals(home)
                ? "~/" + home.relativize(folder)
                : folder.toString();
    }
}
