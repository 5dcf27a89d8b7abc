package dev.dspex.app.lab;

import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.stream.Pick;

import java.util.List;
import java.util.Random;

/** Three lanes that write a reply: one is good, one repeats itself, one breaks its schema. */
final class LabStory {
    private static final String GOOD =
            "Dear Ms Haller,\n\n"
                + "I am sorry that order 48213 is the second one to go missing this month. I"
                + " checked the scans: your parcel left our Graz hub twice, 14 hours apart, so the"
                + " carrier sent it back by mistake.\n\n"
                + "A replacement leaves today by express and arrives on Thursday. If it is not"
                + " there by noon on Friday, we refund the order in full without asking you again.";
    private static final String LOOPS =
            "Hello,\nthank you for your message. We are sorry for the delay and we are sorry for"
                    + " the delay and we are sorry for the delay and we are sorry for the delay and"
                    + " we are sorry";
    private static final String AGAIN =
            "I looked up order 48213. It was scanned twice at the Graz hub and is now on its way.";
    private static final String BREAKS =
            "{\n  \"reply\": \"Dear customer, we have opened an investigation with the carrier and"
                    + " will come back to you\",\n  \"refund\": maybe";

    private LabStory() {}

    static LabScript told() {
        var plan = LabScript.plan(3, Pick.BEST_OF);
        var story = new LabScript(plan);
        var random = new Random(3);
        story.after(0.05)
                .lane("A", LaneState.RUNNING, "ChainOfThought", 1, "")
                .lane("B", LaneState.RUNNING, "Predict", 1, "")
                .lane("C", LaneState.RUNNING, "Refine", 1, "");
        var texts = List.of(words(GOOD), words(LOOPS), words(BREAKS));
        int most = texts.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            story.after(0.025);
            for (int lane = 0; lane < 3; lane++) {
                var text = texts.get(lane);
                if (i >= text.size()) continue;
                var id = Character.toString('A' + lane);
                var call = id + 1;
                story.token(id, call, text.get(i));
                if (i % 2 > 0) continue;
                double repetition = lane == 1 && i > 14 ? Math.min(0.42, (i - 14) * 0.02) : 0.02;
                double judge = 0.5 + lane * -0.05 + (lane == 0 ? i * 0.005 : 0);
                boolean schema = lane != 2 || i + 2 < text.size();
                story.metrics(id, call, i, repetition + random.nextDouble() / 60, schema, judge);
            }
            if (i == 8) story.lane("A", LaneState.LEADS, "ChainOfThought", 1, "");
            if (i == texts.get(1).size() - 1)
                story.fired("B", "B1", "repetition", "repetition", 0.42)
                        .lane("B", LaneState.SWITCHED, "ReAct", 2, "");
            if (i == texts.get(2).size() - 1)
                story.metrics("C", "C1", i, 0.02, false, 0.44)
                        .fired("C", "C1", "schema", "schema", 0)
                        .lane("C", LaneState.CUT, "Refine", 1, "No attempt is left.");
            if (i > texts.get(1).size()) {
                int at = i - texts.get(1).size() - 1;
                var again = words(AGAIN);
                if (at < again.size()) {
                    story.token("B", "B2", again.get(at));
                    story.metrics("B", "B2", at, 0.03, true, 0.5 + at * 0.01);
                }
            }
        }
        return story;
    }

    static LabScript ended() {
        return told().ended("A", "A1", 104)
                .ended("B", "B2", 88)
                .after(0.2)
                .lane("A", LaneState.WON, "ChainOfThought", 1, "")
                .lane("B", LaneState.LOST, "ReAct", 2, "")
                .result("A", "The judge gave 0.86, lane B had 0.61.")
                .finished();
    }

    private static List<String> words(String text) {
        return List.of(text.split("(?<= )"));
    }
}
