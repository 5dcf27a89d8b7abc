package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact",
                "exact:team,tier",
                "fields",
                "f1:team",
                "overlap:tags",
                "near:amount:0.5",
                "near:amount:5%",
                "json:order",
                "judge:main:Polite: it says thanks.",
                "judge::Polite.",
                "code/metric.py:score",
                "human",
                "human:exact",
                "human:judge:main:Polite.",
                "human:code/metric.py:score"
            })
    void metrics(String metric) {
        assertThat(MetricText.isMetric(metric)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exact:",
                "exact:a:b",
                "human:",
                "human:human",
                "human:better",
                "fields:a",
                "overlap",
                "overlap:a,b",
                "near:amount",
                "near:amount:-1",
                "near:amount:1e999",
                "json:a b",
                "judge",
                "judge:main",
                "judge:main: "
            })
    void noMetrics(String metric) {
        assertThat(MetricText.isMetric(metric)).isFalse();
    }

    @Test
    void theLmOfAJudge() {
        assertThat(MetricText.lm("judge: strict :A rubric")).contains("strict");
        assertThat(MetricText.lm("judge::A rubric")).isEmpty();
        assertThat(MetricText.lm("exact:judge")).isEmpty();
        assertThat(MetricText.code("judge:code/metric.py:score")).isEmpty();
    }
}
