package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Ago;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.version.GitHistory;
import dev.dspex.version.ProgramVersions;
import dev.dspex.version.Version;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The versions of a program, newest first: saved, committed, run. Compare them or go back. */
public final class VersionsView extends VBox {
    /**
     * What is done with versions.
     *
     * @param compareWithNow the program as it is being edited against this version
     * @param compare the earlier against the later version
     * @param restore makes the program what this version was, as one step that can be undone
     */
    public record Actions(
            Consumer<Version> compareWithNow,
            BiConsumer<Version, Version> compare,
            Consumer<Version> restore) {}

    private record Loaded(List<Version> versions, ProgramVersions.@Nullable Standing standing) {}

    private final ProgramVersions versions;
    private final Background background;
    private final Actions actions;
    private final InstantSource clock;
    private final Label title = Labels.label("", "panel-title");
    private final Label standing = Labels.muted("");
    private final ListView<Version> list = new ListView<>();
    private final ViewStates states = new ViewStates(new StackPane());
    private final Button compare = Buttons.button(text("compare.now"), "compare-horizontal");
    private final Button restore = Buttons.button(text("compare.restore"), "restore");
    private String program = "";

    public VersionsView(
            ProgramVersions versions, Background background, Actions actions, InstantSource clock) {
        this.versions = versions;
        this.background = background;
        this.actions = actions;
        this.clock = clock;
        setId("versions");
        var again = Buttons.icon("refresh", text("compare.refresh"));
        again.setOnAction(_ -> load());
        var header = Panels.header("", standing, again);
        header.getChildren().set(0, Layout.wide(title));
        header.setSpacing(8);
        list.setId("version-list");
        list.getStyleClass().add("run-history");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> new Cell());
        list.setAccessibleText(text("compare.versions"));
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) compareSelected();
                });
        list.setOnMouseClicked(
                e -> {
                    if (e.getClickCount() == 2) compareSelected();
                });
        list.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<Version>) _ -> update());
        compare.setId("version-compare");
        compare.setOnAction(_ -> compareSelected());
        restore.setId("version-restore");
        restore.setOnAction(_ -> actions.restore().accept(selected().getFirst()));
        var foot = Layout.styled(Layout.row(8, compare, restore), "run-foot");
        getChildren().addAll(header, Layout.tall(states), foot);
        update();
    }

    /** Shows the versions of a program, read anew. */
    public void show(String name) {
        program = name;
        title.setText(text("compare.versions.of", name));
        load();
    }

    private void load() {
        if (program.isEmpty()) return;
        var name = program;
        states.loading(6);
        background.run(
                () -> new Loaded(versions.of(name), versions.standing(name)),
                this::loaded,
                error ->
                        states.failed(
                                text("compare.versions.failed"),
                                text("compare.versions.failed.todo"),
                                String.valueOf(error)));
    }

    private void loaded(Loaded loaded) {
        list.getItems().setAll(loaded.versions());
        standing.setText(words(loaded.standing()));
        if (loaded.versions().isEmpty())
            states.show(
                    new EmptyState(
                            "history",
                            text("compare.versions.none"),
                            text("compare.versions.none.todo")));
        else states.show(list);
        update();
    }

    private static String words(ProgramVersions.@Nullable Standing standing) {
        if (standing == null) return text("compare.git.none");
        return standing.branch() + " · " + word(standing.status());
    }

    private static String word(GitHistory.Status status) {
        return switch (status) {
            case CLEAN -> text("compare.git.clean");
            case MODIFIED -> text("compare.git.modified");
            case STAGED -> text("compare.git.staged");
            case UNTRACKED -> text("compare.git.untracked");
            case IGNORED -> text("compare.git.ignored");
            case CONFLICT -> text("compare.git.conflict");
            case GONE -> text("compare.git.gone");
        };
    }

    private List<Version> selected() {
        return list.getSelectionModel().getSelectedItems();
    }

    private void compareSelected() {
        var chosen = List.copyOf(selected());
        if (chosen.size() == 1) actions.compareWithNow().accept(chosen.getFirst());
        if (chosen.size() == 2) actions.compare().accept(chosen.getLast(), chosen.getFirst());
    }

    private void update() {
        int count = selected().size();
        compare.setDisable(count != 1 && count != 2);
        compare.setText(text(count == 2 ? "compare.two" : "compare.now"));
        restore.setDisable(count != 1);
    }

    /** "Saved", the subject of a commit, "Run 12". */
    public static String name(Version version) {
        return switch (version.origin()) {
            case SAVED -> text("compare.saved");
            case COMMIT -> version.label();
            case RUN -> text("compare.ran", version.label());
        };
    }

    private static String icon(Version version) {
        return switch (version.origin()) {
            case SAVED -> "content-save-outline";
            case COMMIT -> "source-commit";
            case RUN -> "play-circle-outline";
        };
    }

    private final class Cell extends ListCell<Version> {
        @Override
        protected void updateItem(@Nullable Version version, boolean empty) {
            super.updateItem(version, empty);
            setPrefWidth(0);
            if (version == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            var when = Ago.since(version.when(), clock.instant());
            setGraphic(
                    Layout.row(
                            8,
                            Icons.icon(icon(version), "icon-14"),
                            Layout.wide(Labels.cut(name(version))),
                            Labels.muted(version.by()),
                            Labels.muted(when)));
            setTooltip(new Tooltip(Ago.exact(version.when()) + "\n" + version.id()));
            setAccessibleText(name(version) + ", " + when);
        }
    }
}
