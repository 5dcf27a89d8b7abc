package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Durations;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Figures;
import dev.dspex.event.RunEvent;
import dev.dspex.event.StreamEvent;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamRule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lanes, rules and their events are called. */
final class LabWords {
    private LabWords() {}

    static String state(LaneState state) {
        return switch (state) {
            case WAITING -> text("lab.state.waiting");
            case RUNNING -> text("lab.state.running");
            case LEADS -> text("lab.state.leads");
            case RETRYING -> text("lab.state.retrying");
            case SWITCHED -> text("lab.state.switched");
            case CUT -> text("lab.state.cut");
            case FAILED -> text("lab.state.failed");
            case WON -> text("lab.state.won");
            case LOST -> text("lab.state.lost");
            case DONE -> text("lab.state.done");
        };
    }

    /** A line of the log. */
    static String state(StreamEvent.Lane lane) {
        var what =
                join(", ", state(lane.state()), made(lane.module(), lane.lm(), lane.temperature()));
        return lane.why().isEmpty() ? what : what + ". " + lane.why();
    }

    static String pick(Pick pick) {
        return switch (pick) {
            case RACE -> text("lab.pick.race");
            case BEST_OF -> text("lab.pick.best_of");
            case SPECULATIVE -> text("lab.pick.speculative");
            case ALL -> text("lab.pick.all");
        };
    }

    static String pickHelp(Pick pick) {
        return switch (pick) {
            case RACE -> text("lab.pick.race.help");
            case BEST_OF -> text("lab.pick.best_of.help");
            case SPECULATIVE -> text("lab.pick.speculative.help");
            case ALL -> text("lab.pick.all.help");
        };
    }

    static String strip(Strip strip) {
        return switch (strip) {
            case REPETITION -> text("lab.strip.repetition");
            case SCHEMA -> text("lab.strip.schema");
            case RATE -> text("lab.strip.rate");
            case JUDGE -> text("lab.strip.judge");
        };
    }

    static String metric(StreamRule.Metric metric) {
        return switch (metric) {
            case REPETITION -> text("lab.metric.repetition");
            case TAIL_RUN -> text("lab.metric.tail_run");
            case SCHEMA -> text("lab.metric.schema");
            case SCRIPT -> text("lab.metric.script");
            case LOGPROB -> text("lab.metric.logprob");
            case FIRST_CHUNK -> text("lab.metric.first_chunk");
            case STALL -> text("lab.metric.stall");
            case RATE -> text("lab.metric.rate");
            case JUDGE -> text("lab.metric.judge");
            case LENGTH -> text("lab.metric.length");
        };
    }

    static String compare(StreamRule.Compare compare) {
        return switch (compare) {
            case OVER -> text("lab.compare.over");
            case UNDER -> text("lab.compare.under");
            case IS -> text("lab.compare.is");
        };
    }

    static String action(StreamRule.Action action) {
        return switch (action) {
            case CUT -> text("lab.action.cut");
            case RETRY_COOLER -> text("lab.action.retry_cooler");
            case SWITCH_MODULE -> text("lab.action.switch_module");
            case SWITCH_LM -> text("lab.action.switch_lm");
            case TELL -> text("lab.action.tell");
        };
    }

    /** "Repetition over 0.25 for 12 words". */
    static String when(StreamRule rule) {
        var when =
                rule.metric() == StreamRule.Metric.SCHEMA
                        ? text("lab.when.schema")
                        : text(
                                "lab.when",
                                metric(rule.metric()),
                                compare(rule.compare()),
                                number(rule.value()) + unit(rule.metric()));
        if (rule.words() > 0) when = text("lab.when.words", when, Figures.count(rule.words()));
        var field = rule.field();
        return field == null ? when : text("lab.when.field", when, field);
    }

    /** With a space before it; empty for a share or a score. */
    static String unit(StreamRule.Metric metric) {
        return switch (metric) {
            case TAIL_RUN, LENGTH -> " " + text("lab.unit.words");
            case FIRST_CHUNK -> " s";
            case STALL -> " " + text("lab.unit.gaps");
            case RATE -> " " + text("lab.unit.rate");
            case REPETITION, SCHEMA, SCRIPT, LOGPROB, JUDGE -> "";
        };
    }

    /**
     * @param number of the rule in the plan, from 1; 0 where it is not known
     */
    static Card fired(StreamEvent.RuleFired event, int number) {
        boolean tells = event.action().equals("tell");
        var rule = number > 0 ? text("lab.rule", String.valueOf(number)) : event.name();
        var title = text(tells ? "lab.fired.told" : "lab.fired.cut", rule);
        var measured = measured(event);
        var saved = event.savedTokens();
        var kept =
                tells
                        ? ""
                        : saved == null
                                ? text("lab.fired.kept", Figures.count(event.kept()))
                                : text(
                                        "lab.fired.saved",
                                        Figures.count(event.kept()),
                                        Figures.count(saved));
        return new Card(
                tells ? Card.Kind.TOLD : Card.Kind.CUT,
                title,
                join(" ", measured, kept),
                event.rule());
    }

    private static String measured(StreamEvent.RuleFired event) {
        return switch (event.metric()) {
            case "schema" -> text("lab.fired.schema", event.field());
            case "tail_run" -> text("lab.fired.tail_run", number(event.value()));
            case "stall" -> text("lab.fired.stall", number(event.value()));
            default -> {
                var metric = metricOf(event.metric());
                yield text(
                        "lab.fired.measured",
                        metric == null ? event.metric() : metric(metric),
                        number(event.value()) + (metric == null ? "" : unit(metric)),
                        number(event.limit()));
            }
        };
    }

    private static StreamRule.@Nullable Metric metricOf(String name) {
        for (var metric : StreamRule.Metric.values()) if (metric.text().equals(name)) return metric;
        return null;
    }

    /** A lane goes on in another attempt. */
    static Card again(StreamEvent.Lane lane) {
        var made = made(lane.module(), lane.lm(), lane.temperature());
        var title =
                text(
                        lane.state() == LaneState.SWITCHED ? "lab.again.switched" : "lab.again",
                        made.isEmpty() ? text("lab.program") : made);
        return new Card(Card.Kind.SWITCHED, title, text("lab.again.help"), "");
    }

    static Card failed(StreamEvent.Lane lane) {
        return new Card(Card.Kind.FAILED, text("lab.failed"), lane.why(), "");
    }

    /** "ChainOfThought, main, 0.45": what is known of it. */
    static String made(@Nullable String module, @Nullable String lm, @Nullable Double temperature) {
        return join(
                ", ",
                module == null ? "" : module,
                lm == null ? "" : lm,
                temperature == null ? "" : String.format(Locale.ROOT, "%.2f", temperature));
    }

    static String made(StreamLane lane) {
        return made(lane.kind(), lane.lm(), lane.temperature());
    }

    static LabLane unplanned(String id) {
        return new LabLane(new StreamLane(id, "", null, null, null, null, List.of()));
    }

    static String fault(RunEvent.Fault fault) {
        return join(". ", fault.action(), fault.why());
    }

    static String ended(RunEvent.RunFinished end, String error) {
        return join(
                ". ",
                text("lab.ended", Statuses.word(end.status()), Durations.text(end.seconds())),
                error);
    }

    /** 0.25, 12, 1.5: no zeros behind. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Figures.count((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String join(String between, @Nullable String... parts) {
        var some = new ArrayList<String>();
        for (var part : parts) if (part != null && !part.isEmpty()) some.add(part);
        return String.join(between, some);
    }
}
