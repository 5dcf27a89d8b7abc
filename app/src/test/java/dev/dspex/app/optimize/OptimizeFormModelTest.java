package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.feed.Values;
import dev.dspex.app.optimize.OptimizeFormModel.Setting;
import dev.dspex.app.optimize.OptimizeFormModel.Split;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class OptimizeFormModelTest {
    private static final List<Optimizer> CATALOGUE = Optimizer.of(Recorded.describe());
    private static final List<Split> SPLITS =
            List.of(
                    new Split("train", "data/train.jsonl", 120),
                    new Split("validation", "data/v.jsonl", 60),
                    new Split("test", "data/t.jsonl", 60));

    private final OptimizeFormModel model = new OptimizeFormModel();

    @Test
    void theOptimizerOfTheProjectIsChosenWithItsSettings() {
        open("BootstrapFewShotWithRandomSearch", "{\"max_labeled_demos\":48}", SPLITS);
        var start = Objects.requireNonNull(model.start());

        assertThat(start.optimizer()).isEqualTo("BootstrapFewShotWithRandomSearch");
        assertThat(start.settings().toString()).isEqualTo("{\"max_labeled_demos\":48}");
    }

    @Test
    void everyDescribedDefaultIsValid() {
        open("", "{}", SPLITS);
        assertThat(CATALOGUE).hasSize(10);
        for (var optimizer : CATALOGUE) {
            model.choose(optimizer);
            assertThat(model.problems()).as(optimizer.name()).isEmpty();
        }
    }

    @Test
    void aBudgetIsPartOfTheStartAndMustBeReadable() {
        open("BootstrapFewShot", "{}", SPLITS);
        assertThat(Objects.requireNonNull(model.start()).limits().cap()).isNull();
        model.budget().calls(" 300 ");
        model.budget().usd("0.50");
        var cap = Objects.requireNonNull(model.start()).limits().cap();
        assertThat(cap).isEqualTo(new RunEvent.Cap(300L, null, 0.5));
        for (var wrong : new String[] {"0", "-1", "many", "1e9"}) {
            model.budget().tokens(wrong);
            assertThat(model.start()).as(wrong).isNull();
        }
        model.budget().tokens("");
        assertThat(model.start()).isNotNull();
    }

    @Test
    void aValueOutOfRangeNamesTheRange() {
        open("BootstrapFewShot", "{}", SPLITS);
        var optimizer = Objects.requireNonNull(model.chosen());
        model.edit(optimizer, optimizer.parameters().getFirst(), "99");

        assertThat(model.problems())
                .containsEntry("max_bootstrapped_demos", "max_bootstrapped_demos is at most 32.");
        assertThat(model.start()).isNull();
        model.edit(optimizer, optimizer.parameters().getFirst(), "x");
        assertThat(model.problems().get("max_bootstrapped_demos")).contains("whole number");
    }

    @Test
    void whatIsTypedStaysWithItsOptimizer() {
        open("GEPA", "{}", SPLITS);
        var gepa = Objects.requireNonNull(model.chosen());
        var parameter =
                gepa.parameters().stream()
                        .filter(p -> p.name().equals("max_metric_calls"))
                        .findFirst()
                        .orElseThrow();
        model.edit(gepa, parameter, "300");
        model.choose(CATALOGUE.getFirst());
        model.choose(gepa);

        assertThat(
                        Objects.requireNonNull(model.start())
                                .settings()
                                .path("max_metric_calls")
                                .asInt())
                .isEqualTo(300);
    }

    @Test
    void whatTheProjectLacksKeepsItFromStarting() {
        open("MIPROv2", "{}", List.of(SPLITS.getFirst()));

        assertThat(model.missing()).singleElement().asString().contains("validation rows");
        assertThat(model.warnings()).singleElement().asString().contains("test rows");
        assertThat(model.start()).isNull();
    }

    @Test
    void anOptimizerThatNeedsFeedbackSaysSo() {
        model.open(
                CATALOGUE,
                new Setting("GEPA", Values.parse("{}"), SPLITS, "exact", false, List.of(), 0));

        assertThat(model.warnings()).singleElement().asString().contains("feedback");
    }

    private void open(String recommended, String settings, List<Split> splits) {
        model.open(
                CATALOGUE,
                new Setting(
                        recommended,
                        Values.parse(settings),
                        splits,
                        "fields",
                        true,
                        List.of("practice", "big"),
                        0));
    }

    private static final List<Optimizer> SEARCHES =
            Optimizer.of(
                    Values.parse(
                            """
                            {"optimizers": [{"name": "TPE", "parameters": [],
                              "needs": {"validation": true, "variables": true}}]}
                            """));

    @Test
    void aSearchNeedsVariablesAndChangesThem() {
        model.open(
                SEARCHES,
                new Setting("TPE", Values.parse("{}"), SPLITS, "exact", null, List.of(), 0));
        assertThat(model.missing()).singleElement().asString().contains("searches over variables");
        model.open(
                SEARCHES,
                new Setting("TPE", Values.parse("{}"), SPLITS, "exact", null, List.of(), 2));
        assertThat(model.missing()).isEmpty();
        assertThat(model.start())
                .isNotNull()
                .extracting(OptimizeFormModel.Start::variables)
                .isEqualTo(true);
    }

    @Test
    void otherOptimizersChangeVariablesOnlyWhenAsked() {
        model.open(
                CATALOGUE,
                new Setting("COPRO", Values.parse("{}"), SPLITS, "exact", null, List.of(), 2));
        assertThat(model.start()).extracting(OptimizeFormModel.Start::variables).isEqualTo(false);
        model.changeVariables(true);
        assertThat(model.start()).extracting(OptimizeFormModel.Start::variables).isEqualTo(true);
    }

    @Test
    void aChosenLmGoesOnlyToOptimizersThatHaveItsRole() {
        open("MIPROv2", "{}", SPLITS);
        model.chooseLm("teacher", "big");
        model.chooseLm("prompt_lm", "");
        assertThat(Objects.requireNonNull(model.start()).lms())
                .containsExactly(java.util.Map.entry("teacher", "big"));
        model.choose(optimizer("GEPA"));
        assertThat(Objects.requireNonNull(model.start()).lms()).isEmpty();
        assertThat(optimizer("LabeledFewShot").roles()).isEmpty();
    }

    private static Optimizer optimizer(String name) {
        return CATALOGUE.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    }
}
