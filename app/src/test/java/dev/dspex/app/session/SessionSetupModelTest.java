package dev.dspex.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.SessionDraft;

import org.junit.jupiter.api.Test;

import java.util.List;

class SessionSetupModelTest {
    private final SessionSetupModel setup = new SessionSetupModel();

    private List<Arm> arms() {
        return setup.draft().orElseThrow().arms();
    }

    @Test
    void itBeginsWithTwoModulesOnce() {
        assertThat(setup.draft()).isEmpty();
        setup.begin("train");
        setup.begin("test");
        assertThat(setup.draft().orElseThrow().split()).isEqualTo("train");
        assertThat(arms()).extracting(Arm::name).containsExactly("Predict", "ChainOfThought");
    }

    @Test
    void aModuleIsNamedByWhatItChangesAndNoTwoHaveOneName() {
        setup.begin("train");
        setup.addArm();
        assertThat(arms().get(2).name()).isEqualTo("as is");
        setup.arm(2, "reply", "ReAct", "main");
        assertThat(arms().get(2).name()).isEqualTo("reply=ReAct@main");
        setup.arm(2, null, "Predict", null);
        assertThat(arms().get(2).name()).isEqualTo("Predict 2");
        setup.arm(2, null, "Predict", null);
        assertThat(arms().get(2).name()).isEqualTo("Predict 2");
    }

    @Test
    void oneModuleStaysAndThereIsAMost() {
        setup.begin("train");
        for (int i = 0; i < 10; i++) setup.addArm();
        assertThat(arms()).hasSize(SessionDraft.MOST_ARMS);
        for (int i = 0; i < 10; i++) setup.removeArm(0);
        assertThat(arms()).hasSize(1);
    }
}
