package dev.dspex.app.lab;

import dev.dspex.stream.StreamRule;

/** Rules made of other rules. */
final class Rules {
    private Rules() {}

    static StreamRule on(StreamRule rule, boolean on) {
        return new StreamRule(
                rule.id(),
                rule.name(),
                rule.metric(),
                rule.compare(),
                rule.value(),
                rule.words(),
                rule.field(),
                rule.action(),
                on);
    }

    /** Compares as fits the metric where it did not: a schema is, all others are over or under. */
    static StreamRule sound(StreamRule rule) {
        boolean schema = rule.metric() == StreamRule.Metric.SCHEMA;
        boolean is = rule.compare() == StreamRule.Compare.IS;
        if (schema == is) return rule;
        return new StreamRule(
                rule.id(),
                rule.name(),
                rule.metric(),
                schema ? StreamRule.Compare.IS : StreamRule.Compare.OVER,
                schema ? 0 : rule.value(),
                rule.words(),
                rule.field(),
                rule.action(),
                rule.on());
    }
}
