package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Random;

/** Undo gives back what was, redo what came of it. */
class UndoTest {

    @Property(tries = 60)
    void anyTwoHundredEditsCanBeUndoneAndRedone(@ForAll long seed) {
        var edits = new RandomEdits(seed);
        var start = Program.empty("any");
        var document = new ProgramDocument(start);
        var texts = new ArrayList<String>();
        for (var i = 0; i < 200; i++) {
            if (document.apply("Edit " + i, edits::next))
                texts.add(ProgramFile.text(document.program()));
        }
        var end = document.program();
        for (var i = texts.size() - 1; i > 0; i--) {
            document.undo();
            assertThat(ProgramFile.text(document.program())).isEqualTo(texts.get(i - 1));
        }
        document.undo();
        assertThat(document.program()).isEqualTo(start);
        assertThat(document.undo()).isFalse();
        for (var text : texts) {
            document.redo();
            assertThat(ProgramFile.text(document.program())).isEqualTo(text);
        }
        assertThat(document.program()).isEqualTo(end);
        assertThat(document.redo()).isFalse();
    }

    @Property(tries = 60)
    void undoAmongOtherEditsWalksTheSameWayBack(@ForAll long seed) {
        var random = new Random(seed);
        var edits = new RandomEdits(seed);
        var document = new ProgramDocument(Program.empty("any"));
        var back = new ArrayList<Program>();
        for (var i = 0; i < 200; i++) {
            var before = document.program();
            if (random.nextInt(3) == 0) {
                if (document.undo()) assertThat(document.program()).isEqualTo(back.removeLast());
            } else if (document.apply("Edit", edits::next)) {
                back.add(before);
            }
        }
    }

    @Test
    void lettersOfOneGestureAreOneStep() {
        var document = new ProgramDocument(Program.empty("any"));
        for (var text : new String[] {"A", "A t", "A text"})
            document.apply("Describe", "description", p -> p.withDescription(text));
        assertThat(document.undoName()).contains("Describe");
        document.undo();
        assertThat(document.program().description()).isEmpty();
        assertThat(document.undoName()).isEmpty();
        document.redo();
        assertThat(document.program().description()).isEqualTo("A text");
    }

    @Test
    void aSealedGestureIsFollowedByAStepOfItsOwn() {
        var document = new ProgramDocument(Program.empty("any"));
        document.apply("Describe", "description", p -> p.withDescription("A"));
        document.seal();
        document.apply("Describe", "description", p -> p.withDescription("A b"));
        document.undo();
        assertThat(document.program().description()).isEqualTo("A");
    }

    @Test
    void aGestureThatTakesItselfBackIsNoStep() {
        var document = new ProgramDocument(Program.empty("any"));
        document.apply("Describe", "description", p -> p.withDescription("A"));
        document.apply("Describe", "description", p -> p.withDescription(""));
        assertThat(document.undoName()).isEmpty();
        assertThat(document.dirty()).isFalse();
    }

    @Test
    void anEditAfterUndoEndsWhatCouldBeRedone() {
        var document = new ProgramDocument(Program.empty("any"));
        document.apply("One", p -> p.withDescription("1"));
        document.undo();
        document.apply("Two", p -> p.withDescription("2"));
        assertThat(document.redoName()).isEmpty();
        assertThat(document.redo()).isFalse();
    }

    @Test
    void savedIsWhatTheFileHasAlsoAfterUndo() {
        var document = new ProgramDocument(Program.empty("any"));
        document.apply("One", p -> p.withDescription("1"));
        document.markSaved(document.program());
        assertThat(document.dirty()).isFalse();
        document.undo();
        assertThat(document.dirty()).isTrue();
        document.redo();
        assertThat(document.dirty()).isFalse();
    }
}
