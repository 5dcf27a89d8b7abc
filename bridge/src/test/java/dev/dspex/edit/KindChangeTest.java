package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parameters;
import dev.dspex.program.Signature;

import org.junit.jupiter.api.Test;

import java.util.List;

class KindChangeTest {
    private static final Field QUESTION = new Field("question", FieldType.Basic.STR);
    private static final Field ANSWER = new Field("answer", FieldType.Basic.STR);
    private static final Field REASONING = new Field("reasoning", FieldType.Basic.STR);

    private final ModuleNode react =
            new ModuleNode(
                    "help",
                    ModuleKind.REACT,
                    "Help",
                    new Signature("Help", "Help.", List.of(QUESTION), List.of(REASONING, ANSWER)),
                    Parameters.NONE.with("temperature", 0.5).with("max_iters", 6),
                    List.of("code/tools.py:look"),
                    "main",
                    null);

    @Test
    void whatFitsStays() {
        var thought = KindChange.to(react, ModuleKind.CHAIN_OF_THOUGHT);

        assertThat(thought.signature().outputs()).containsExactly(ANSWER);
        assertThat(thought.outputs())
                .extracting(Field::name)
                .containsExactly("reasoning", "answer");
        assertThat(thought.parameters()).isEqualTo(Parameters.NONE.with("temperature", 0.5));
        assertThat(thought.tools()).isEmpty();
        assertThat(thought.lm()).isEqualTo("main");
        assertThat(thought.head()).isEqualTo(react.head());
    }

    @Test
    void aWrappingKindRunsWhatTheNodeWas() {
        var best = KindChange.to(react, ModuleKind.BEST_OF_N);

        assertThat(best.asking()).isEqualTo(ModuleKind.REACT);
        assertThat(best.tools()).isEqualTo(react.tools());
        assertThat(best.parameters()).isEqualTo(react.parameters());
        assertThat(KindChange.inner(best, ModuleKind.PREDICT).tools()).isEmpty();
    }

    @Test
    void parallelGoesOverTheFirstInput() {
        assertThat(KindChange.to(react, ModuleKind.PARALLEL).wrapping().over())
                .isEqualTo("question");
    }
}
