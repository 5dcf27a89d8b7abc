package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.gateway.ScriptedLm;
import dev.dspex.gateway.ScriptedLm.Reply;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Optimizations with a budget; paused, gone on with, branched and replayed. */
class ContinuingTest {
    private static final List<String> SEARCH =
            List.of("--optimizer", "BootstrapFewShot", "--limit", "10", "--json");

    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    private Dx.Said optimize(String... more) {
        List<Object> all = new ArrayList<>(List.of("optimize", "--project", project));
        if (!List.of(more).contains("--resume") && !List.of(more).contains("--branch")) {
            all.addAll(SEARCH);
        } else {
            all.add("--json");
        }
        all.addAll(List.of(more));
        return Dx.run(all.toArray());
    }

    private String state(Dx.Said said) throws IOException {
        return Files.readString(project.resolve(said.json().path("state").asString()));
    }

    @Test
    void aPausedOptimizationGoesOnAndEndsAsOneThatWasNotPaused() throws IOException {
        Dx.Said whole = optimize();
        assertThat(whole.exit()).as(whole.err()).isZero();
        long calls = whole.json().at("/usage/calls").asLong();

        Dx.Said paused = optimize("--pause-after", String.valueOf(calls / 2));
        assertThat(paused.exit()).as(paused.err()).isEqualTo(4);
        assertThat(paused.json().path("status").asString()).isEqualTo("stopped_person");
        assertThat(paused.json().at("/usage/calls").asLong()).isEqualTo(calls / 2);

        Dx.Said resumed = optimize("--resume", paused.json().path("run").asString());
        assertThat(resumed.exit()).as(resumed.err()).isZero();
        assertThat(resumed.json().path("run")).isEqualTo(paused.json().path("run"));
        assertThat(resumed.json().path("before")).isEqualTo(whole.json().path("before"));
        assertThat(resumed.json().path("after")).isEqualTo(whole.json().path("after"));
        assertThat(resumed.json().at("/usage/calls").asLong()).isEqualTo(calls);
        assertThat(state(resumed)).isEqualTo(state(whole));

        Dx.Said replay = Dx.run("replay", "--project", project, "2");
        assertThat(replay.exit()).as(replay.err()).isZero();
        assertThat(replay.err()).contains("Equal to the run.").contains(" 0 LM calls");
        assertThat(Dx.run("runs", "--project", project, "--json").json().path("runs")).hasSize(2);
    }

    @Test
    void aBudgetEndsARunInTimeAndMayBeRaised() {
        Dx.Said capped = optimize("--budget-calls", "12");
        assertThat(capped.exit()).as(capped.err()).isEqualTo(4);
        assertThat(capped.json().path("status").asString()).isEqualTo("stopped_cap");
        assertThat(capped.json().at("/usage/calls").asLong()).isBetween(1L, 12L);
        String run = capped.json().path("run").asString();
        Dx.Said raised = optimize("--resume", run, "--budget-calls", "5000");
        assertThat(raised.exit()).as(raised.err()).isZero();
        assertThat(raised.json().path("after").isObject()).isTrue();
        Dx.Said bad = optimize("--budget-calls", "0");
        assertThat(bad.exit()).isEqualTo(2);
    }

    @Test
    void aRunOfAnotherProgramIsNotResumedButBranched() throws IOException {
        Dx.Said paused = optimize("--pause-after", "8");
        String run = paused.json().path("run").asString();
        Path program;
        try (Stream<Path> programs = Files.list(project.resolve("programs"))) {
            program = programs.findFirst().orElseThrow();
        }
        Dx.edit(program, "\"instructions\": \"", "\"instructions\": \"Carefully. ");
        Dx.Said refused = optimize("--resume", run);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.code()).isEqualTo("run_changed");
        assertThat(refused.json().at("/error/message").asString()).contains("program");
        assertThat(refused.json().at("/error/hint").asString()).contains("--branch " + run);
        Dx.Said branch = optimize("--branch", run);
        assertThat(branch.exit()).as(branch.err()).isZero();
        assertThat(branch.json().path("run").asString()).isNotEqualTo(run);
    }

    @Test
    void aBranchStartsFromACandidateAndPaysForNothingTwice() {
        Dx.Said whole = optimize();
        String run = whole.json().path("run").asString();
        Dx.Said same = optimize("--branch", run);
        assertThat(same.exit()).as(same.err()).isZero();
        assertThat(same.json().at("/usage/calls").asLong()).isZero();
        Dx.Said paused = optimize("--branch", run + "/c1", "--pause-after", "5");
        assertThat(paused.exit()).as(paused.err()).isEqualTo(4);
        Dx.Said other = optimize("--resume", paused.json().path("run").asString());
        assertThat(other.exit()).as(other.err() + other.out()).isZero();
        assertThat(other.json().path("before")).isNotEqualTo(whole.json().path("before"));
        Dx.Said unknown = optimize("--branch", run + "/c99");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.code()).isEqualTo("candidate_unknown");
    }

    @Test
    void aDollarBudgetNeedsAPrice() throws IOException {
        String good =
                "[[ ## reasoning ## ]]\nok\n\n[[ ## verdict ## ]]\nmixed\n\n[[ ## completed ## ]]";
        try (ScriptedLm lm = new ScriptedLm(_ -> Reply.text(good))) {
            Dx.Said said =
                    optimize("--budget-usd", "1", "--lm", "openai/x", "--api-base", lm.url());
            assertThat(said.exit()).as(said.err()).isEqualTo(2);
            assertThat(said.code()).isEqualTo("price_unknown");
        }
    }

    @Test
    void aDamagedJournalIsRefused() throws IOException {
        Dx.Said paused = optimize("--pause-after", "8");
        String run = paused.json().path("run").asString();
        Path calls = project.resolve(".dspex/calls").resolve(run).resolve("0001.calls");
        String text = Files.readString(calls);
        Files.writeString(calls, text.replaceFirst("\"key\"", "\"kay\""));
        Dx.Said refused = optimize("--resume", run);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.code()).isEqualTo("journal_damaged");
    }

    @Test
    void onlyOptimizationsGoOnAndOnlyKnownOnes() {
        assertThat(optimize("--resume", "77").code()).isEqualTo("run_unknown");
        Dx.Said eval = Dx.run("eval", project, "--limit", "3", "--json");
        assertThat(optimize("--resume", eval.json().path("run").asString()).exit()).isEqualTo(2);
        Dx.Said replay = Dx.run("replay", "--project", project, eval.json().path("run").asString());
        assertThat(replay.exit()).as(replay.err()).isZero();
        Dx.Said once = Dx.run("run", project, "--input", "review=Lovely food", "--json");
        Dx.Said again = Dx.run("replay", "--project", project, once.json().path("run").asString());
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("Equal to the run.");
    }
}
