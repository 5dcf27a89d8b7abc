package dev.dspex.cli;

import dev.dspex.project.MetricText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** What a program is scored on, and how. */
final class ScoringOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "Rows to score on, a .jsonl, .csv or .parquet file (default: the project's).")
    @Nullable String data;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Such as exact or code/m.py:f (default: the project's).")
    @Nullable String metric;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most the first N rows of each split.")
    @Nullable Integer limit;

    /** Alias of the LM that the metric asks; null for none. */
    @Nullable String judge() {
        return metric == null ? null : MetricText.lm(metric).orElse(null);
    }
}
