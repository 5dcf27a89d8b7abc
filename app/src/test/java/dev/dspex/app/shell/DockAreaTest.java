package dev.dspex.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;

import javafx.scene.Scene;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class DockAreaTest {
    private final List<String> made = new ArrayList<>();

    @Test
    void aViewIsMadeWhenItIsFirstShownAndOnlyOnce() {
        OnFx.run(
                () -> {
                    var docks = docks();
                    docks.add(view("tool:a", View.Place.TOOL));
                    docks.add(view("tool:b", View.Place.TOOL));
                    assertThat(made).containsExactly("tool:a");
                    docks.show(view("tool:b", View.Place.TOOL));
                    docks.show(view("tool:b", View.Place.TOOL));
                    assertThat(made).containsExactly("tool:a", "tool:b");
                    assertThat(docks.open()).containsExactly("tool:a", "tool:b");
                });
    }

    @Test
    void aLayoutComesBackAsItWasWithoutWhatIsGone() {
        OnFx.run(
                () -> {
                    var docks = docks();
                    for (var id : List.of("canvas:a", "data:train", "signature:x"))
                        docks.show(view(id, View.Place.EDITOR));
                    docks.show(view("data:train", View.Place.EDITOR));
                    docks.add(view("problems", View.Place.TOOL));
                    var json = new DockLayout(docks.save(), 240, 310, true).json();
                    var again = docks();
                    var kept = DockLayout.read(json).orElseThrow();
                    again.restore(
                            kept.docks(),
                            id ->
                                    id.startsWith("signature")
                                            ? Optional.empty()
                                            : Optional.of(
                                                    view(
                                                            id,
                                                            id.equals("problems")
                                                                    ? View.Place.TOOL
                                                                    : View.Place.EDITOR)));
                    assertThat(again.open()).containsExactly("canvas:a", "data:train", "problems");
                    assertThat(again.selectedEditor()).contains("data:train");
                    assertThat(kept.left()).isEqualTo(240);
                });
    }

    @Test
    void aDamagedLayoutIsForgotten() {
        assertThat(DockLayout.read("{\"docks\": 3}")).isEmpty();
        assertThat(DockLayout.read("not json")).isEmpty();
    }

    private static DockArea docks() {
        var docks = new DockArea(Fx.platform(), List::of, List::of);
        new Scene(docks.region(), 800, 600).snapshot(null);
        return docks;
    }

    private View view(String id, View.Place place) {
        return new View(
                id,
                id,
                "cube-outline",
                place,
                place == View.Place.EDITOR,
                () -> {
                    made.add(id);
                    return new Label(id);
                });
    }
}
