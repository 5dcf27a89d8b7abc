package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class SessionsFileTest {
    @TempDir Path project;

    private static SessionDraft draft() {
        return new SessionDraft(
                List.of(
                        new Arm("fast", "reply", "Predict", "small"),
                        new Arm("slow", null, null, null)),
                "exact",
                "train",
                3,
                Strategy.RESOURCE_CONSERVING,
                new SessionDraft.Pace(Duration.ofMillis(250), 4, Duration.ofSeconds(5)),
                900L,
                true,
                true);
    }

    @Test
    void whatWasSetUpIsReadAgain() throws Exception {
        SessionsFile.write(project, "reply", draft());
        SessionsFile.write(project, "other", SessionDraft.simple("validation"));
        assertThat(SessionsFile.read(project, "reply"))
                .isEqualTo(new SessionsFile.Read.Ok(draft()));
        assertThat(SessionsFile.read(project, "other"))
                .isEqualTo(new SessionsFile.Read.Ok(SessionDraft.simple("validation")));
        assertThat(SessionsFile.read(project, "none")).isEqualTo(new SessionsFile.Read.Ok(null));
    }

    @Test
    void aFileThatCannotBeReadIsLeftAsItIs() throws Exception {
        Path file = project.resolve(SessionsFile.NAME);
        Files.writeString(file, "{ no");
        assertThat(SessionsFile.read(project, "reply")).isInstanceOf(SessionsFile.Read.Bad.class);
        assertThatThrownBy(() -> SessionsFile.write(project, "reply", draft()))
                .isInstanceOf(IOException.class);
        assertThat(Files.readString(file)).isEqualTo("{ no");
        Files.writeString(file, "{\"programs\": {\"reply\": {\"arms\": []}}}");
        assertThat(SessionsFile.read(project, "reply")).isInstanceOf(SessionsFile.Read.Bad.class);
    }

    @Test
    void thePlanSaysWhatTheDraftSays() {
        SessionPlan plan = draft().plan();
        assertThat(plan.strategy()).isEqualTo(Strategy.RESOURCE_CONSERVING);
        assertThat(plan.interval()).isEqualTo(Duration.ofMillis(250));
        assertThat(plan.parallel()).isEqualTo(4);
        assertThat(plan.byClass()).isTrue();
        assertThat(plan.settings().dryRun()).isTrue();
        assertThat(plan.settings().coolDown()).isEqualTo(Duration.ofSeconds(5));
    }
}
