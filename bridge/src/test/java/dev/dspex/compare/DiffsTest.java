package dev.dspex.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.Samples;
import dev.dspex.compare.ProgramDiff.Fate;
import dev.dspex.compare.ProgramDiff.What;
import dev.dspex.edit.Edits;
import dev.dspex.edit.RandomEdits;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parameters;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.Map;

/** Programs, learned states and runs compared. */
class DiffsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 60)
    void noPartDiffersExactlyWhenTheProgramsAreEqual(@ForAll long seed) {
        var edits = new RandomEdits(seed);
        var before = Program.empty("any");
        for (int i = 0; i < 20; i++) before = edits.next(before);
        var after = before;
        for (int i = 0; i < 4; i++) after = edits.next(after);

        assertThat(ProgramDiff.of(before, before).parts()).isEmpty();
        assertThat(ProgramDiff.of(before, after).parts().isEmpty())
                .isEqualTo(ProgramFile.json(before).equals(ProgramFile.json(after)));
        var back = ProgramDiff.of(after, before).parts();
        for (var part : ProgramDiff.of(before, after).parts())
            assertThat(back)
                    .anyMatch(
                            b ->
                                    b.what() == part.what()
                                            && b.name().equals(part.name())
                                            && b.fate() == opposite(part.fate()));
    }

    private static Fate opposite(Fate fate) {
        return switch (fate) {
            case ADDED -> Fate.REMOVED;
            case REMOVED -> Fate.ADDED;
            case CHANGED, MOVED -> fate;
        };
    }

    @Test
    void aChangedNodeNamesWhatChangedInIt() {
        var before = Samples.triage();
        var node = (ModuleNode) before.nodes().getFirst();
        var after =
                Edits.replace(
                        before,
                        node.withSignature(node.signature().withInstructions("Be quick."))
                                .withParameters(Parameters.NONE));

        var part = ProgramDiff.of(before, after).parts().getFirst();

        assertThat(part.what()).isEqualTo(What.NODE);
        assertThat(part.name()).isEqualTo(node.id());
        assertThat(part.fate()).isEqualTo(Fate.CHANGED);
        assertThat(part.changes()).extracting(Change::path).contains("signature.instructions");
        assertThat(part.changes())
                .filteredOn(c -> c.path().equals("signature.instructions"))
                .extracting(c -> Change.text(c.after()))
                .containsExactly("Be quick.");
    }

    @Test
    void aMovedNodeRunsAsBefore() {
        var before = Samples.triage();
        var node = before.nodes().getFirst();
        var diff = ProgramDiff.of(before, Edits.replace(before, node.movedTo(new Point(900, 9))));
        assertThat(diff.parts()).extracting(ProgramDiff.Part::fate).containsExactly(Fate.MOVED);
        assertThat(diff.sameRun()).isTrue();
    }

    @Test
    void aLearnedStateSaysWhatEachPredictorLearned() {
        var before =
                JSON.readTree(
                        """
                        {"classify.predict": {"demos": [{"ticket": "a"}, {"ticket": "b"}],
                          "signature": {"instructions": "Choose.", "fields": [{"prefix": "Ticket:"}]}, "lm": null},
                         "prioritise": {"demos": [], "signature": {"instructions": "Decide.", "fields": []}},
                         "metadata": {"dependency_versions": {"dspy": "3.4.0"}}}
                        """);
        var after =
                JSON.readTree(
                        """
                        {"classify.predict": {"demos": [{"ticket": "b"}, {"ticket": "c"}],
                          "signature": {"instructions": "Choose well.", "fields": [{"prefix": "Mail:"}]}, "lm": null},
                         "prioritise": {"demos": [], "signature": {"instructions": "Decide.", "fields": []}},
                         "metadata": {"dependency_versions": {"dspy": "3.4.1"}}}
                        """);

        var predictors = StateDiff.of(before, after).predictors();

        assertThat(predictors).hasSize(1);
        var classify = predictors.getFirst();
        assertThat(classify.path()).isEqualTo("classify.predict");
        assertThat(classify.instructions())
                .isEqualTo(new StateDiff.Texts("Choose.", "Choose well."));
        assertThat(classify.added()).containsExactly(JSON.readTree("{\"ticket\": \"c\"}"));
        assertThat(classify.removed()).containsExactly(JSON.readTree("{\"ticket\": \"a\"}"));
        assertThat(classify.kept()).isEqualTo(1);
        assertThat(classify.other()).extracting(Change::path).containsExactly("fields.1.prefix");
        assertThat(StateDiff.of(MissingNode.getInstance(), after).predictors())
                .extracting(StateDiff.Predictor::fate)
                .containsOnly(Fate.ADDED);
    }

    @Test
    void rowsThatBothScoredFlipOrStay() {
        var flips =
                RowFlips.of(
                        Map.of("1", 0.0, "2", 1.0, "3", 0.5, "4", 1.0),
                        Map.of("1", 1.0, "2", 0.5, "3", 0.5, "5", 0.0));
        assertThat(flips)
                .isEqualTo(
                        new RowFlips(
                                List.of(new RowFlips.Flip("1", 0, 1)),
                                List.of(new RowFlips.Flip("2", 1, 0.5)),
                                1,
                                2));
    }
}
