package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.event.AgentEvent;

/** What is said of votes. */
final class AgentWords {
    private AgentWords() {}

    /** Why a task came to what it came to. */
    static String why(AgentEvent.Vote vote) {
        var given = vote.given();
        if (!vote.missing().isEmpty())
            return text("agent.why.undone", String.join(", ", vote.missing()));
        if (given == null) return text("agent.why.nobody");
        if (vote.asked().size() == 1 && vote.spared().isEmpty() && vote.agreed())
            return text("agent.why.one", given);
        var share = Figures.percent(vote.share());
        if (vote.agreed()) return text("agent.why.agreed", share, given);
        if (vote.tied()) return text("agent.why.tied", given);
        return text("agent.why.leads", given, share);
    }
}
