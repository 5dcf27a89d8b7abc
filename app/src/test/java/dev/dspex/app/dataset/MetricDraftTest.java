package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricDraftTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact",
                "exact:team,urgency",
                "fields",
                "f1:answer",
                "overlap:tags",
                "near:amount:0.5",
                "near:amount:5%",
                "json:invoice",
                "judge::Polite: yes or no",
                "judge:main:The answer names the order.",
                "human",
                "human:judge:main:It is polite.",
                "human:code/metric.py:score",
                "code/metric.py:score"
            })
    void aMetricIsReadAndWrittenAsItIs(String metric) {
        var draft = MetricDraft.parse(metric);
        assertThat(draft.text()).isEqualTo(metric);
        assertThat(draft.isMetric()).isTrue();
    }

    @Test
    void whatIsNoMetricCountsAsExact() {
        assertThat(MetricDraft.parse("nonsense").text()).isEqualTo("exact");
    }
}
