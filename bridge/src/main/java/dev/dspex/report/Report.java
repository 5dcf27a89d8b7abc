package dev.dspex.report;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Everything that a report of one run says; every number of every format comes from here, and the
 * JSON format is this record.
 *
 * <p>Scores are 0 to 1, times are seconds, costs are US dollars and null where a price is unknown.
 *
 * @param exported when the report was made, ISO 8601; the only value that differs between two
 *     exports of one run
 * @param run what ran
 * @param verdict the outcome in a sentence
 * @param note what a person keeps with the run, or null
 * @param comparison before and after on the same rows, for an optimization
 * @param provenance what it takes to judge and repeat the run
 * @param program the program that ran, or null where the run did not record it
 * @param optimization the search, for an optimization
 * @param prompts what learning changed, a predictor each
 * @param evaluation scores and rows, where rows were scored
 * @param session what a live session did
 * @param outputs the answer of a single run
 * @param costs calls, tokens, dollars and latency by node, model and phase
 * @param incidents lost workers, retries and errors
 * @param reproduce commands that repeat the run and its report
 * @param caveats what a careful reader should know
 */
public record Report(
        String exported,
        Run run,
        Verdict verdict,
        @Nullable Note note,
        @Nullable Comparison comparison,
        List<Fact> provenance,
        @Nullable ProgramPicture program,
        @Nullable Search optimization,
        List<PromptChange> prompts,
        @Nullable Evaluation evaluation,
        @Nullable Session session,
        List<Fact> outputs,
        Costs costs,
        List<Incident> incidents,
        List<String> reproduce,
        List<String> caveats) {

    /** What ran: status is that of the run, seconds its wall time. */
    public record Run(
            String id,
            String kind,
            String program,
            String project,
            String status,
            String started,
            double seconds) {}

    /** How good the outcome is: drives the colour and the shape beside the verdict. */
    public enum Tone {
        GOOD,
        NEUTRAL,
        BAD
    }

    /** The outcome: a headline, and the figures behind it in a sentence or two. */
    public record Verdict(Tone tone, String headline, String detail) {}

    /** Tags and a note of the person; the text may be empty. */
    public record Note(List<String> tags, String text) {}

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /** A mean score over n rows with its 95 % interval; rows with an error are not in it. */
    public record Score(double mean, int n, int errors, double low, double high) {}

    /**
     * The learned program against the one before, row by row.
     *
     * @param gain mean paired difference with its 95 % interval
     * @param pValue of the paired test, or null where it was not made
     * @param smallestGain the smallest gain that this many rows could have shown, or null
     */
    public record Comparison(
            Score before,
            Score after,
            double gain,
            double low,
            double high,
            @Nullable Double pValue,
            @Nullable Double smallestGain,
            boolean accepted,
            int fixed,
            int lost,
            int bothRight,
            int bothWrong) {}

    /** The program as a picture and as tables. */
    public record ProgramPicture(
            String svg, List<Signature> signatures, List<VariableLine> variables) {}

    /** A node's signature. */
    public record Signature(String node, String module, String instructions, List<Field> fields) {}

    /** A field of a signature; role is input or output. */
    public record Field(String name, String role, String type, String description) {}

    /**
     * A variable that drove something in the program.
     *
     * @param before its value at the start of the run
     * @param after its value in what was found, or as before where nothing better was
     * @param tried the values that the search tried: from the least to the most, or all of them
     */
    public record VariableLine(String name, String before, String after, String tried) {}

    /**
     * The search of an optimizer.
     *
     * @param budget what it might use at most and what the run used; empty without a limit
     * @param marks what else happened, in order
     * @param weighed score against what a row costs, of the candidates scored on all rows
     * @param importance what the variables explain, the most important first
     */
    public record Search(
            String optimizer,
            List<Fact> settings,
            List<Fact> budget,
            List<Trial> trials,
            List<Candidate> candidates,
            List<Mark> marks,
            Weighed weighed,
            List<Influence> importance,
            @Nullable String best) {}

    /**
     * Something that happened during a search.
     *
     * @param second of the run
     * @param calls LM calls of the run until then
     * @param kind fault, variable or decision
     */
    public record Mark(double second, long calls, String kind, String text) {}

    /** Candidates by score and cost; unit is what the front weighs the score against. */
    public record Weighed(Unit unit, List<Weight> candidates) {}

    /** What a row costs. */
    public enum Unit {
        DOLLARS,
        TOKENS,
        SECONDS
    }

    /**
     * A candidate's score on all rows and what answering a row costs, null where it is not known.
     *
     * @param usdPer1000 dollars for 1,000 rows
     * @param front whether no other candidate is better and costs no more
     */
    public record Weight(
            String candidate,
            double score,
            @Nullable Double usdPer1000,
            @Nullable Double tokens,
            @Nullable Double seconds,
            boolean front) {
        @Nullable Double of(Unit unit) {
            return switch (unit) {
                case DOLLARS -> usdPer1000;
                case TOKENS -> tokens;
                case SECONDS -> seconds;
            };
        }
    }

    /**
     * How much of the variance of the candidates' scores a variable explains by itself.
     *
     * @param omega ω² of an analysis of variance with one factor, 0 to 1
     * @param slope rank correlation of value and score, null for choices
     */
    public record Influence(String variable, double omega, @Nullable Double slope) {}

    /** One evaluation of a candidate; calls are those of the run so far. */
    public record Trial(
            int number,
            String candidate,
            boolean full,
            double score,
            int n,
            @Nullable Double best,
            long calls) {}

    /** One candidate program and what became of it; settings are the values that it was given. */
    public record Candidate(
            String id,
            List<String> parents,
            String status,
            String reason,
            @Nullable Double score,
            int demos,
            JsonNode settings) {}

    /**
     * What learning changed in one predictor; tokens are the mean prompt tokens of a call.
     *
     * @param demos the demonstrations after
     * @param row the row that the prompt was sent for
     * @param prompt the whole prompt before and after, for that row; empty where it was not seen
     */
    public record PromptChange(
            String predictor,
            List<DiffLine> instructions,
            int demosBefore,
            int demosAfter,
            List<String> demos,
            String row,
            List<DiffLine> prompt,
            @Nullable Double tokensBefore,
            @Nullable Double tokensAfter) {}

    /** A line of a difference; change is same, added or removed. */
    public record DiffLine(String change, String text) {}

    /** Scores of the rows, worst first, errors apart from wrong answers. */
    public record Evaluation(String split, String metric, Score score, List<Row> rows) {}

    /**
     * One row before and after.
     *
     * @param change fixed, lost, right, wrong, error or skipped (the metric has no score); right
     *     and wrong also where there was no before
     */
    public record Row(
            String id,
            String change,
            @Nullable Double before,
            @Nullable Double score,
            String expected,
            String output,
            String note) {}

    /** Where calls, tokens, dollars and time went. */
    public record Costs(
            CostLine total,
            List<CostLine> byNode,
            List<CostLine> byModel,
            List<CostLine> byPhase) {}

    /** Sums over LM calls; p50 and p95 are latencies of a call, null without calls. */
    public record CostLine(
            String name,
            long calls,
            long promptTokens,
            long completionTokens,
            @Nullable Double usd,
            long cached,
            @Nullable Double p50,
            @Nullable Double p95) {}

    /** Something that went wrong on the way and what was done. */
    public record Incident(double second, String what, String action) {}

    /**
     * A live session.
     *
     * @param score mean of the answers that it gave
     * @param trend the course of the scores, thinned where there are many tasks
     * @param strategies when each began
     */
    public record Session(
            int tasks,
            double score,
            List<ArmLine> arms,
            List<TrendPoint> trend,
            List<DecisionLine> decisions,
            List<StrategyLine> strategies) {}

    /** A module of a session; share is that of all answers, seconds are a task's mean. */
    public record ArmLine(
            String name,
            int tasks,
            double share,
            double score,
            double low,
            double high,
            int errors,
            double seconds,
            double usd) {}

    /** The trend after a task, with the numbers of its test; mean is that of the latest 30. */
    public record TrendPoint(
            int task,
            double mean,
            String direction,
            int n,
            double slope,
            double p,
            double spread) {}

    /** What was decided after so many tasks, against what, and why. */
    public record DecisionLine(
            int task,
            double second,
            String seen,
            String statistics,
            String chosen,
            String rejected,
            String why) {}

    /** A strategy that began after so many tasks. */
    public record StrategyLine(int task, double second, String strategy) {}
}
