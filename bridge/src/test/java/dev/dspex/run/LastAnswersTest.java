package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;
import dev.dspex.store.RunStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class LastAnswersTest {
    private static final Program PROGRAM =
            Program.empty("triage").withInputs(List.of(new Field("ticket", FieldType.Basic.STR)));

    @TempDir Path folder;

    @Test
    void theNewestAnswerToTheSameInputsIsFoundAndPartsOfAProgramAreNot() {
        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            run(store, "evaluate", Map.of("bill", "billing", "dead", "tech"), json());
            run(store, "run", Map.of("dead", "sales"), json());
            run(store, "run", Map.of("bill", "wrong"), json().put("until", "classify"));
            run(store, "optimize", Map.of("new", "tech"), json());
            Map<String, LastAnswers.Answer> found =
                    new LastAnswers(store)
                            .of(
                                    "triage",
                                    PROGRAM,
                                    List.of(
                                            row("1", "bill"),
                                            row("2", "dead"),
                                            row("3", "new"),
                                            row("4", "dead")));
            assertThat(found).containsOnlyKeys("1", "2", "4");
            LastAnswers.Answer first = Fixture.present(found.get("1"));
            assertThat(first.run()).isEqualTo(1);
            assertThat(first.outputs().path("team").asString()).isEqualTo("billing");
            assertThat(Fixture.present(found.get("2")).run()).isEqualTo(2);
            assertThat(Fixture.present(found.get("4")).outputs().path("team").asString())
                    .isEqualTo("sales");
        }
    }

    /** A run in which the program answered these tickets with these teams. */
    private static void run(
            RunStore store, String kind, Map<String, String> answers, ObjectNode request) {
        String id = store.newRunId(Clock.systemUTC());
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.RunQueued(kind, "triage", request));
        answers.forEach(
                (ticket, team) -> {
                    String call = "c-" + ticket;
                    ObjectNode inputs = json().put("ticket", ticket);
                    events.add(called(call, null, "", inputs));
                    events.add(called(call + "-inner", call, "classify", inputs));
                    events.add(ended(call + "-inner", "inner"));
                    events.add(ended(call, team));
                });
        List<Stamped> stamped = new ArrayList<>();
        for (RunEvent event : events) {
            stamped.add(new Stamped(id, stamped.size() + 1, 0, 0, null, event));
        }
        store.append(stamped);
    }

    private static RunEvent called(
            String id, @Nullable String parent, String node, ObjectNode inputs) {
        return new RunEvent.CallStarted(id, parent, "module", node, node, "Program", inputs, null);
    }

    private static RunEvent ended(String id, String team) {
        return new RunEvent.CallEnded(id, json().put("team", team), null, 0.1);
    }

    private static Rows.Row row(String id, String ticket) {
        return new Rows.Row(id, json().put("ticket", ticket));
    }

    private static ObjectNode json() {
        return Fixture.MAPPER.createObjectNode();
    }
}
