package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.Drafts;
import dev.dspex.program.Kind;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Quick-add: every kind of node there is. */
class CanvasAddingTest extends CanvasFixture {
    @Test
    void everyKindIsAddedByItsNameSavedAndReadAgain() {
        open(Program.empty("any"));
        for (var kind : Kind.all()) {
            OnFx.run(view::quickAdd);
            robot.write(KindAddition.title(kind));
            type(KeyCode.ENTER);
            assertThat(document.program().node(Drafts.id(kind)))
                    .get()
                    .extracting(n -> n.kindName())
                    .isEqualTo(kind.name());
        }
        var built = document.program();
        assertThat(built.nodes()).hasSize(Kind.all().size());
        assertThat(document.problems()).anyMatch(p -> "tool".equals(p.node()));
        var read = ProgramFile.parse(ProgramFile.text(built), "any.program.json");
        assertThat(read)
                .isInstanceOfSatisfying(
                        Read.Draft.class, d -> assertThat(d.program()).isEqualTo(built));
        OnFx.run(() -> view.model().show(((Read.Draft) read).program()));
        assertThat(view.model().boxes()).hasSize(built.nodes().size() + 2);
    }

    @Test
    void allStandsInGroupsAndWhatWasUsedLatelyComesFirst() {
        open(Program.empty("any"));
        robot.moveTo(500, 200).doubleClickOn(MouseButton.PRIMARY);
        assertThat(titles()).startsWith("Modules").contains("Retrieval", "Flow", "Code", "Notes");
        robot.write("router");
        type(KeyCode.ENTER);
        OnFx.run(view::quickAdd);
        assertThat(titles()).startsWith("Used lately", "Modules");
        type(KeyCode.ENTER);
        assertThat(document.program().node("router_2")).isPresent();
    }

    private List<String> titles() {
        return OnFx.call(
                () ->
                        view.lookupAll(".quick-add-title").stream()
                                .map(n -> ((Label) n).getText())
                                .toList());
    }
}
