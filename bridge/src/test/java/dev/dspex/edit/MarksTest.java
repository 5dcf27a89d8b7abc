package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Frame;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.Size;
import dev.dspex.program.Tint;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class MarksTest {
    private static final Size SIZE = new Size(200, 100);
    private final Note first = new Note("first", new Point(0, 0));
    private final Note second = new Note("second", Tint.BLUE, new Point(40, 0));
    private final Frame frame = new Frame("frame", null, new Point(8, 8), SIZE);
    private final Program program =
            Marks.add(Marks.add(Marks.add(Program.empty("any"), first), second), frame);

    @Test
    void idsLeadBackToWhatTheyName() {
        assertThat(Mark.of("note:1")).contains(Mark.note(1));
        assertThat(Mark.of("frame:0")).contains(Mark.frame(0));
        assertThat(Mark.of("note")).isEmpty();
        assertThat(Mark.note(1).in(program)).isTrue();
        assertThat(Mark.note(2).in(program)).isFalse();
        assertThat(Marks.nextNote(program)).isEqualTo(Mark.note(2));
    }

    @Test
    void onlyWhatIsNamedChanges() {
        var moved =
                Marks.move(program, Map.of("note:1", new Point(1, 2), "classify", new Point(5, 5)));
        assertThat(moved.notes())
                .containsExactly(first, new Note("second", Tint.BLUE, new Point(1, 2)));
        assertThat(moved.frames()).containsExactly(frame);
        var tinted = Marks.tint(program, Set.of("note:0", "frame:0"), Tint.RED);
        assertThat(tinted.notes()).extracting(Note::color).containsExactly(Tint.RED, Tint.BLUE);
        assertThat(tinted.frames()).extracting(Frame::color).containsExactly(Tint.RED);
        assertThat(Marks.write(program, Mark.note(0), "new").notes())
                .extracting(Note::text)
                .containsExactly("new", "second");
        assertThat(Marks.delete(program, Set.of("note:0")).notes()).containsExactly(second);
    }

    @Test
    void theyAreCopiedAndPastedAsText() {
        var text = Fragment.of(program, Set.of("note:1", "frame:0")).text();
        var fragment = Fragment.parse(text).orElseThrow();
        assertThat(fragment.size()).isEqualTo(2);
        assertThat(fragment.corner()).isEqualTo(new Point(8, 0));
        var pasted = fragment.pasteInto(program, new Point(108, 100));
        assertThat(pasted.ids()).containsExactlyInAnyOrder("note:2", "frame:1");
        assertThat(pasted.program().notes())
                .containsExactly(first, second, new Note("second", Tint.BLUE, new Point(140, 100)));
        assertThat(pasted.program().frames())
                .containsExactly(frame, new Frame("frame", null, new Point(108, 108), SIZE));
    }

    @Test
    void aFrameIsResized() {
        var larger = new Size(400, 300);
        assertThat(Marks.resize(program, Mark.frame(0), new Point(0, 0), larger).frames())
                .isEqualTo(List.of(new Frame("frame", null, new Point(0, 0), larger)));
    }

    @Test
    void aSizedNoteKeepsItsSizeThroughOtherEditsAndItsFile() {
        var sized = Marks.resize(program, Mark.note(1), new Point(0, 0), new Size(200, 120));
        var edited = Marks.write(Marks.tint(sized, Set.of("note:1"), null), Mark.note(1), "new");
        assertThat(edited.notes().get(1))
                .isEqualTo(new Note("new", null, new Point(0, 0), new Size(200, 120)));
        var read = (Read.Draft) ProgramFile.parse(ProgramFile.text(edited), "p");
        assertThat(read.program().notes()).isEqualTo(edited.notes());
    }
}
