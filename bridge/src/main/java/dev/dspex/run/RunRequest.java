package dev.dspex.run;

import dev.dspex.agent.AgentsPlan;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.program.Parts;
import dev.dspex.program.Program;
import dev.dspex.stream.StreamPlan;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** What can be run. */
public sealed interface RunRequest {
    Setup setup();

    /** run, stream, scaffold, evaluate, session, agents or optimize. */
    String kind();

    /** Where it must stop. */
    default Limits limits() {
        return Limits.NONE;
    }

    /** How much of a program is run. Nodes are named by their paths from the top. */
    sealed interface Part {
        /** All of it. */
        record Whole() implements Part {}

        /** Only what this node needs, and the node: its outputs are those of the run. */
        record Until(String node) implements Part {}

        /** This node alone, pinned or not; the inputs of the run are those of the node. */
        record Only(String node) implements Part {}

        /** What a stored request says. */
        static Part of(JsonNode request) {
            JsonNode until = request.path("until");
            JsonNode only = request.path("only");
            return until.isString()
                    ? new Until(until.asString())
                    : only.isString() ? new Only(only.asString()) : new Whole();
        }

        /** Says in a job or a stored request which part is run. */
        default void tell(ObjectNode json) {
            switch (this) {
                case Whole() -> {}
                case Until(String node) -> json.put("until", node);
                case Only(String node) -> json.put("only", node);
            }
        }

        /** Aliases of the LMs and embedding models that it names. */
        default List<String> lms(Program program) {
            return switch (this) {
                case Whole() -> program.lms();
                case Until(String node) -> Parts.lms(program, Parts.until(program, node));
                case Only(String node) -> Parts.lms(program, Parts.only(program, node));
            };
        }

        /** What of the project's own code it runs. */
        default List<String> ownCode(Program program) {
            return switch (this) {
                case Whole() -> program.ownCode();
                case Until(String node) -> Parts.ownCode(program, Parts.until(program, node));
                case Only(String node) -> Parts.ownCode(program, Parts.only(program, node));
            };
        }
    }

    /**
     * The program, or a part of it, once. With {@code stream} the answer's fields arrive as token
     * events meanwhile.
     */
    record Once(Setup setup, ObjectNode inputs, boolean stream, Part part) implements RunRequest {
        /** The whole program once. */
        public Once(Setup setup, ObjectNode inputs, boolean stream) {
            this(setup, inputs, stream, new Part.Whole());
        }

        /** Whether some of the program is left out. */
        public boolean isPart() {
            return !(part instanceof Part.Whole);
        }

        @Override
        public String kind() {
            return "run";
        }
    }

    /**
     * The program, or a part of it, in several streams on one input, watched by rules.
     *
     * @param expected known right values of outputs, for a gate or judge that compares
     */
    record Streams(Setup setup, ObjectNode inputs, ObjectNode expected, StreamPlan plan, Part part)
            implements RunRequest {
        @Override
        public String kind() {
            return "stream";
        }
    }

    /**
     * A function for a task, written by the LM and kept when its tests hold and mean something. The
     * program is not run: it says which LM and adapter write.
     *
     * @param function its name and arguments, as {@code double(x: float) -> float}
     * @param corrections how often what was wrong is given back, at least 0
     */
    record Scaffold(Setup setup, String task, String function, int corrections)
            implements RunRequest {
        /** Corrections where nothing else is said. */
        public static final int CORRECTIONS = 2;

        public Scaffold {
            if (corrections < 0) throw new IllegalArgumentException(corrections + " corrections");
        }

        @Override
        public String kind() {
            return "scaffold";
        }
    }

    /**
     * The program on rows, scored.
     *
     * @param workers processes at most, at least 1
     * @param threads rows at a time in each, at least 1
     */
    record Evaluation(
            Setup setup,
            Rows rows,
            String metric,
            @Nullable Integer limit,
            int workers,
            int threads)
            implements RunRequest {
        public Evaluation {
            if (workers < 1 || threads < 1) {
                throw new IllegalArgumentException(workers + " workers, " + threads + " threads");
            }
        }

        @Override
        public String kind() {
            return "evaluate";
        }
    }

    /**
     * Tasks one after the other, each to the modules that a strategy chooses; scores decide how it
     * goes on.
     *
     * @param setup of the program as it is
     * @param arms what is chosen from, at least one
     * @param rows what it works on, where the feed does not bring other ones
     * @param rounds how often the rows are gone through; 0 for ever
     * @param workers tasks at a time at most, at least 1
     * @param feed where the tasks come from
     */
    record Session(
            Setup setup,
            List<SessionArm> arms,
            Rows rows,
            int rounds,
            String metric,
            SessionPlan plan,
            int workers,
            Limits limits,
            SessionFeed feed)
            implements RunRequest {
        /** A session without limits. */
        public Session(
                Setup setup,
                List<SessionArm> arms,
                Rows rows,
                int rounds,
                String metric,
                SessionPlan plan,
                int workers) {
            this(setup, arms, rows, rounds, metric, plan, workers, Limits.NONE);
        }

        /** A session of its rows. */
        public Session(
                Setup setup,
                List<SessionArm> arms,
                Rows rows,
                int rounds,
                String metric,
                SessionPlan plan,
                int workers,
                Limits limits) {
            this(setup, arms, rows, rounds, metric, plan, workers, limits, new SessionFeed.Data());
        }

        public Session {
            arms = List.copyOf(arms);
            if (arms.isEmpty() || rounds < 0 || workers < 1) {
                throw new IllegalArgumentException(
                        arms.size() + " arms, " + rounds + " rounds, " + workers + " workers");
            }
        }

        @Override
        public String kind() {
            return "session";
        }
    }

    /**
     * Each row to the agents that can do it.
     *
     * @param setup of the program whose inputs and outputs the tasks have, with the LMs of all
     *     agents among its others
     * @param agents those of the project, at least one
     * @param limit rows at most that were taken
     * @param workers processes at most, at least 1
     * @param threads rows at a time in each, at least 1
     */
    record Agents(
            Setup setup,
            List<AgentSeat> agents,
            Rows rows,
            String metric,
            @Nullable Integer limit,
            AgentsPlan plan,
            int workers,
            int threads,
            Limits limits)
            implements RunRequest {
        public Agents {
            agents = List.copyOf(agents);
            if (agents.isEmpty() || workers < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        agents.size() + " agents, " + workers + " workers, " + threads);
            }
        }

        @Override
        public String kind() {
            return "agents";
        }
    }

    /**
     * Searches a better version of the program, and compares it with the present one.
     *
     * @param settings of the optimizer, by the names that {@code describe} gives
     * @param lmRoles aliases by role: {@code teacher}, {@code prompt_lm}; each is among the
     *     set-up's
     * @param test rows for the comparison that the search never sees; null to compare on the
     *     validation rows
     * @param tuning what a search over variables may change; null for one of DSPy's optimizers
     */
    record Optimization(
            Setup setup,
            String optimizer,
            ObjectNode settings,
            Map<String, String> lmRoles,
            String metric,
            Rows train,
            Rows validation,
            @Nullable Rows test,
            @Nullable Tuning tuning,
            int workers,
            int threads,
            Limits limits)
            implements RunRequest {
        /** The same within other limits. */
        public Optimization within(Limits other) {
            return changed(setup, tuning, other);
        }

        /** The same beginning with another set-up, and what it may change then. */
        Optimization from(Setup other, @Nullable Tuning nowTuning) {
            return changed(other, nowTuning, limits);
        }

        private Optimization changed(Setup nowSetup, @Nullable Tuning nowTuning, Limits nowLimits) {
            return new Optimization(
                    nowSetup,
                    optimizer,
                    settings,
                    lmRoles,
                    metric,
                    train,
                    validation,
                    test,
                    nowTuning,
                    workers,
                    threads,
                    nowLimits);
        }

        /** Without a limit. */
        public Optimization(
                Setup setup,
                String optimizer,
                ObjectNode settings,
                Map<String, String> lmRoles,
                String metric,
                Rows train,
                Rows validation,
                @Nullable Rows test,
                @Nullable Tuning tuning,
                int workers,
                int threads) {
            this(
                    setup,
                    optimizer,
                    settings,
                    lmRoles,
                    metric,
                    train,
                    validation,
                    test,
                    tuning,
                    workers,
                    threads,
                    Limits.NONE);
        }

        public Optimization {
            lmRoles = Map.copyOf(lmRoles);
            if (workers < 1 || threads < 1) {
                throw new IllegalArgumentException(workers + " workers, " + threads + " threads");
            }
        }

        @Override
        public String kind() {
            return "optimize";
        }

        /** The rows that both versions are compared on. */
        Rows holdout() {
            return test == null ? validation : test;
        }
    }
}
