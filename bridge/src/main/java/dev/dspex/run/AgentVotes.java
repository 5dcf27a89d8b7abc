package dev.dspex.run;

import dev.dspex.agent.Ballot;
import dev.dspex.agent.Tally;
import dev.dspex.event.AgentEvent;
import dev.dspex.event.RunError;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what became of tasks. */
final class AgentVotes {
    private AgentVotes() {}

    /** A task that nobody can do. */
    static AgentEvent.Vote undone(String row, Set<String> required, Set<String> missing) {
        return new AgentEvent.Vote(
                row,
                List.copyOf(required),
                List.of(),
                List.of(),
                List.copyOf(missing),
                NullNode.getInstance(),
                null,
                false,
                false,
                0,
                List.of(),
                null,
                "Nobody can do it: " + String.join(", ", missing) + " is missing.");
    }

    /** What an agent gave, as it was recorded. */
    static AgentAnswer answer(AgentEvent.Ballot ballot) {
        return ballot.answer().isNull()
                ? AgentAnswer.none(
                        RunError.of("no_answer", ballot.reason(), "", ""), ballot.seconds())
                : new AgentAnswer(ballot.answer(), ballot.score(), null, ballot.seconds());
    }

    /**
     * A task that is done.
     *
     * @param alone whether one agent was to do it, so that its answer needs no consent
     */
    static AgentEvent.Vote counted(
            String row,
            Set<String> required,
            Tally tally,
            Map<String, AgentAnswer> answers,
            List<String> spared,
            boolean alone,
            double quorum) {
        String leading = tally.leading().orElse(null);
        String given = leading == null ? null : first(tally, leading);
        AgentAnswer answer = given == null ? null : answers.get(given);
        boolean agreed = alone ? given != null : tally.agreed();
        return new AgentEvent.Vote(
                row,
                List.copyOf(required),
                tally.ballots().stream().map(Ballot::voter).toList(),
                spared,
                List.of(),
                answer == null ? NullNode.getInstance() : answer.answer(),
                given,
                agreed,
                tally.tied(),
                alone && given != null ? 1 : Math.max(0, tally.share()),
                weighed(tally, answers),
                answer == null ? null : answer.score(),
                why(tally, agreed, given, alone, quorum));
    }

    private static String first(Tally tally, String leading) {
        return tally.ballots().stream()
                .filter(ballot -> leading.equals(ballot.answer()))
                .map(Ballot::voter)
                .findFirst()
                .orElseThrow();
    }

    private static List<AgentEvent.Weighed> weighed(Tally tally, Map<String, AgentAnswer> answers) {
        var weighed = new ArrayList<AgentEvent.Weighed>();
        tally.weights()
                .forEach(
                        (text, weight) -> {
                            List<String> agents =
                                    tally.ballots().stream()
                                            .filter(ballot -> text.equals(ballot.answer()))
                                            .map(Ballot::voter)
                                            .toList();
                            AgentAnswer first = answers.get(agents.getFirst());
                            JsonNode answer =
                                    first == null ? NullNode.getInstance() : first.answer();
                            weighed.add(new AgentEvent.Weighed(answer, weight, agents));
                        });
        weighed.sort((a, b) -> Double.compare(b.weight(), a.weight()));
        return weighed;
    }

    private static String why(
            Tally tally, boolean agreed, @Nullable String given, boolean alone, double quorum) {
        if (given == null) {
            return "Nobody gave an answer. "
                    + tally.ballots().getFirst().voter()
                    + ": "
                    + tally.ballots().getFirst().reason();
        }
        if (alone) return given + " did it.";
        String share = percent(Math.max(0, tally.share()));
        if (agreed) return share + " of the weight is behind the answer of " + given + ".";
        if (tally.tied()) {
            return "Several answers have the same weight. That of " + given + " was drawn.";
        }
        if (tally.share() >= quorum) {
            return "Too few of the agents gave an answer. That of " + given + " is given.";
        }
        return "No answer has "
                + percent(quorum)
                + " of the weight. That of "
                + given
                + " leads with "
                + share
                + ".";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
