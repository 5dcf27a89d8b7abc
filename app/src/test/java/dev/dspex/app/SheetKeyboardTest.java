package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

/** While a sheet is open the keyboard is its own. */
class SheetKeyboardTest extends PersonFixture {
    @Test
    void aSheetHoldsTheKeyboardUntilItIsClosed() {
        openSample("support-triage");
        OnFx.run(() -> there("#graph").requestFocus());
        var program = document().program();
        push(KeyCode.F1);
        waitFor(this::inSheet);

        push(KeyCode.ALT, KeyCode.DIGIT4);
        push(KeyCode.CONTROL, KeyCode.A);
        push(KeyCode.DELETE);
        push(KeyCode.F6);
        assertThat(place()).isEqualTo(DesignPlace.ID);
        assertThat(document().program()).isEqualTo(program);
        assertThat(inSheet()).isTrue();

        push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(inSheet()).isTrue();
        push(KeyCode.TAB);
        assertThat(inSheet()).isTrue();
        OnFx.run(() -> there("#graph").requestFocus());
        waitFor(this::inSheet);

        push(KeyCode.ESCAPE);
        waitFor(() -> OnFx.call(() -> focused().equals(find("#graph"))));
        push(KeyCode.ALT, KeyCode.DIGIT4);
        waitFor(() -> place().equals(StreamsPlace.ID));
    }

    private String place() {
        return OnFx.call(() -> bench.mainWindow().placeProperty().get().id());
    }

    private boolean inSheet() {
        return OnFx.call(
                () -> {
                    for (var at = stage.getScene().getFocusOwner(); at != null; at = at.getParent())
                        if (at.getStyleClass().contains("over-sheet")) return true;
                    return false;
                });
    }
}
