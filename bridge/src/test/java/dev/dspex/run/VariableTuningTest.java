package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.optimize.Sampler;
import dev.dspex.variable.Checked;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class VariableTuningTest extends PoolTest {
    private static final String FILE =
            """
            {"format": 1, "variables": [
              {"name": "temperature", "type": "float", "value": 0.9, "minimum": 0, "maximum": 1},
              {"name": "steady", "type": "composite", "expression": "1.0 - temperature"},
              {"name": "module", "type": "module", "value": "Predict",
               "modules": ["Predict", "ChainOfThought"]},
              {"name": "text", "type": "instruction", "value": "Choose the team."},
              {"name": "shown", "type": "demos", "value": [], "most": 8},
              {"name": "unbound", "type": "integer", "value": 1, "minimum": 1, "maximum": 9}],
             "bindings": [
              {"variable": "temperature", "program": "triage", "node": "classify",
               "parameter": "temperature"},
              {"variable": "steady", "program": "triage", "node": "classify",
               "parameter": "top_p"},
              {"variable": "module", "program": "triage", "node": "classify", "parameter": "kind"},
              {"variable": "text", "program": "triage", "node": "classify",
               "parameter": "instructions"},
              {"variable": "shown", "program": "triage", "node": "classify",
               "parameter": "demos"}],
             "constraints": [{"rule": "temperature <= 0.95"}]}
            """;

    private static VariableSpace space() {
        return switch (VariableFile.parse(FILE, VariableFile.NAME)) {
            case Checked.Ok(var space) -> space;
            case Checked.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private Tuning tuning() {
        return VariableTuning.of(Fixture.setup(project), "triage", space());
    }

    private RunRequest.Optimization search(String optimizer, ObjectNode settings) {
        return new RunRequest.Optimization(
                Fixture.setup(project),
                optimizer,
                settings,
                Map.of(),
                "fields",
                Fixture.rows("train", 40),
                Fixture.rows("validation", 20),
                Fixture.rows("test", 30),
                tuning(),
                2,
                4);
    }

    @Test
    void onlyWhatDrivesTheProgramIsSearched() {
        assertThat(tuning().space())
                .extracting(d -> d.path("name").asString())
                .containsExactly("temperature", "module", "text", "shown");
        assertThat(VariableTuning.of(Fixture.setup(project), "other", space()).isEmpty()).isTrue();
    }

    @Test
    void whatCouldBeAnythingNeedsProposals() {
        JsonNode worse = Fixture.MAPPER.getNodeFactory().stringNode("Choose badly.");
        assertThat(tuning().open())
                .containsExactly(
                        new Tuning.Open("text", "classify", false, 0),
                        new Tuning.Open("shown", "classify", true, 8));
        assertThat(tuning().choosing(Map.of("text", List.of(worse))).space().get(2).get("options"))
                .extracting(JsonNode::asString)
                .containsExactly("Choose the team.", "Choose badly.");
    }

    @Test
    void valuesReachTheProgramAndBrokenRulesAreNamed() {
        ObjectNode values = Fixture.MAPPER.createObjectNode();
        values.put("temperature", 0.25).put("module", "ChainOfThought");
        assertThat(tuning().tried(values))
                .isInstanceOfSatisfying(
                        Tuning.Tried.Valid.class,
                        valid -> {
                            assertThat(valid.inForce().path("steady").asDouble()).isEqualTo(0.75);
                            assertThat(valid.setup().program().toString())
                                    .contains("temperature=0.25");
                        });
        assertThat(tuning().tried(values.put("temperature", 0.99)))
                .isInstanceOfSatisfying(
                        Tuning.Tried.Broken.class,
                        broken -> assertThat(broken.rule()).contains("temperature <= 0.95"));
    }

    @Test
    void whatVariablesDriveStaysWhenMoreOfASetupIsChosen() {
        Setup driven = ((Tuning.Tried.Valid) tuning().tried(tuning().present())).setup();
        assertThat(Fixture.present(driven.variables())).isNotNull();
        assertThat(driven.trusting().variables()).isEqualTo(driven.variables());
        assertThat(driven.withSeed(1).withAdapter("XMLAdapter").withoutState().variables())
                .isEqualTo(driven.variables());
    }

    @Test
    void aRunOverVariablesDoesNotGoOnWithoutThem() throws Exception {
        ObjectNode settings = Fixture.MAPPER.createObjectNode();
        RunRequest.Optimization over = search("COPRO", settings);
        RunRequest.Optimization without =
                new RunRequest.Optimization(
                        over.setup(),
                        over.optimizer(),
                        settings,
                        over.lmRoles(),
                        over.metric(),
                        over.train(),
                        over.validation(),
                        over.test(),
                        null,
                        over.workers(),
                        over.threads());
        var python = pool.get().nursery();
        assertThat(MadeOf.changed(MadeOf.of(over, python), MadeOf.of(without, python)))
                .containsExactly("variables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TPE", "COPRO"})
    void aSearchAndAnOptimizerOfDspyChangeThem(String optimizer) throws Exception {
        ObjectNode settings = Fixture.MAPPER.createObjectNode();
        settings =
                Sampler.of(optimizer).isPresent()
                        ? settings.put("trials", 8).put("proposals", 3)
                        : settings.put("breadth", 3).put("depth", 1);
        RunResult result = Fixture.await(runs.submit(search(optimizer, settings)));
        assertThat(result.error()).isNull();
        List<RunEvent.Candidate> candidates = events(log.all(), RunEvent.Candidate.class);
        Set<String> temperatures = new HashSet<>();
        candidates.forEach(c -> temperatures.add(c.settings().path("temperature").toString()));
        assertThat(temperatures).hasSizeGreaterThan(2);
        RunEvent.Candidate best = candidates.getLast();
        assertThat(best.status()).isEqualTo(CandidateStatus.BEST);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Improved.class,
                        improved -> {
                            ObjectNode values = Objects.requireNonNull(improved.values());
                            assertThat(values.path("temperature"))
                                    .isEqualTo(best.settings().path("temperature"));
                            assertThat(values.has("steady")).isTrue();
                            assertThat(improved.after()).isNotNull();
                        });
    }
}
