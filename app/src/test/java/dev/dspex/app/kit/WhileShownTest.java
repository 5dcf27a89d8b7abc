package dev.dspex.app.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;

import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class WhileShownTest {
    private final AtomicInteger redrawn = new AtomicInteger();
    private final StackPane view = OnFx.call(StackPane::new);
    private final StackPane tab = OnFx.call(() -> new StackPane(view));
    private final StackPane root = OnFx.call(() -> new StackPane(tab));
    private final WhileShown shown = new WhileShown(view, redrawn::incrementAndGet);
    private final Stage stage = OnFx.call(Stage::new);

    @BeforeEach
    void show() {
        OnFx.run(
                () -> {
                    stage.setScene(new Scene(root, 200, 100));
                    stage.show();
                });
    }

    @AfterEach
    void close() {
        OnFx.run(stage::close);
    }

    @Test
    void aViewThatIsSeenIsRedrawnAtOnce() {
        OnFx.run(shown::changed);
        OnFx.run(shown::changed);
        assertThat(redrawn).hasValue(2);
    }

    @Test
    void aViewInAnInvisibleTabCatchesUpOnceWhenTheTabIsShown() throws Exception {
        OnFx.run(() -> tab.setVisible(false));
        changeThreeTimes();
        frames();
        assertThat(redrawn).as("hidden").hasValue(0);
        OnFx.run(() -> tab.setVisible(true));
        frames();
        assertThat(redrawn).as("shown").hasValue(1);
        frames();
        assertThat(redrawn).as("nothing new").hasValue(1);
    }

    @Test
    void aViewThatWasTakenOutOfTheWindowCatchesUpOnceWhenItIsBack() throws Exception {
        OnFx.run(() -> root.getChildren().clear());
        changeThreeTimes();
        frames();
        assertThat(redrawn).as("hidden").hasValue(0);
        OnFx.run(() -> root.getChildren().add(tab));
        frames();
        assertThat(redrawn).as("shown").hasValue(1);
    }

    @Test
    void aHiddenViewCanBeBroughtUpToDate() throws Exception {
        OnFx.run(() -> tab.setVisible(false));
        changeThreeTimes();
        OnFx.run(shown::catchUp);
        assertThat(redrawn).hasValue(1);
        OnFx.run(() -> tab.setVisible(true));
        frames();
        assertThat(redrawn).hasValue(1);
    }

    private void changeThreeTimes() {
        for (int i = 0; i < 3; i++) OnFx.run(shown::changed);
    }

    /** Returns after two frames. */
    private static void frames() throws Exception {
        var done = new CompletableFuture<Boolean>();
        var fx = Fx.platform();
        fx.nextFrame(() -> fx.nextFrame(() -> fx.nextFrame(() -> done.complete(true))));
        done.get(60, TimeUnit.SECONDS);
    }
}
