package dev.dspex.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.Test;

import java.util.List;

class DesignPaneTest {
    private final Label inspected = OnFx.call(() -> new Label("inspector"));
    private final DesignPane pane =
            OnFx.call(
                    () ->
                            new DesignPane(
                                    new ProjectPanel(
                                            FXCollections.observableArrayList(
                                                    TreeEntry.folder(
                                                            "programs",
                                                            "programs",
                                                            "folder-outline",
                                                            "",
                                                            List.of()))),
                                    new StackPane(),
                                    inspected));

    @Test
    void allThreeStandBesideEachOtherInAWideWindow() {
        at(1600);
        assertThat(seen("#project-tree")).isTrue();
        assertThat(seen("#project-rail")).isFalse();
        assertThat(pane.inspectorShown()).isTrue();
    }

    @Test
    void theInspectorIsADrawerBelow1280() {
        at(1279);
        assertThat(pane.inspectorShown()).isFalse();
        OnFx.run(() -> pane.openInspector(true));
        assertThat(pane.inspectorShown()).isTrue();
        assertThat(inspected.getScene()).isNotNull();
        OnFx.run(() -> pane.openInspector(false));
        assertThat(pane.inspectorShown()).isFalse();
        at(1280);
        assertThat(pane.inspectorShown()).isTrue();
    }

    @Test
    void anInspectorThatIsNotWantedDoesNotOpen() {
        at(1200);
        OnFx.run(() -> pane.showInspector(false));
        OnFx.run(() -> pane.openInspector(true));
        assertThat(pane.inspectorShown()).isFalse();
        at(1600);
        assertThat(pane.inspectorShown()).isFalse();
    }

    @Test
    void theProjectIsARowOfIconsBelow1120AndOpensOverTheDocks() {
        at(1119);
        assertThat(seen("#project-rail")).isTrue();
        assertThat(seen("#project-tree")).isFalse();
        OnFx.run(() -> ((Button) pane.lookup("#project-rail .button")).fire());
        assertThat(seen("#project-tree")).isTrue();
        OnFx.run(pane::closeProject);
        assertThat(seen("#project-tree")).isFalse();
        at(1120);
        assertThat(seen("#project-tree")).isTrue();
        assertThat(seen("#project-rail")).isFalse();
    }

    private void at(double width) {
        OnFx.run(
                () -> {
                    if (pane.getScene() == null) new Scene(pane, width, 800);
                    pane.resize(width, 800);
                    pane.applyCss();
                    pane.layout();
                });
    }

    private boolean seen(String id) {
        return OnFx.call(
                () -> {
                    var node = pane.lookup(id);
                    for (var at = node; at != null; at = at.getParent())
                        if (!at.isVisible()) return false;
                    return node != null;
                });
    }
}
