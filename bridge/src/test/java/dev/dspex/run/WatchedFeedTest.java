package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.run.TaskFeed.Next;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class WatchedFeedTest {
    @TempDir Path folder;
    private final List<RunEvent.Fault> faults = new ArrayList<>();

    private WatchedFeed feed(Path path) throws Exception {
        return new WatchedFeed(
                path, SessionFixture.program(folder), event -> faults.add((RunEvent.Fault) event));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ids of all rows that there are now. */
    private static List<String> rows(TaskFeed feed) throws Exception {
        List<String> ids = new ArrayList<>();
        while (feed.next(ids.size() + 1) instanceof Next.Given given) ids.add(given.row().id());
        return ids;
    }

    private static String row(int number) {
        return "{\"question\": \"Is " + number + " a number?\"}\n";
    }

    @Test
    void newLinesOfAFileBecomeTasksOnceTheyHaveTheirEnd() throws Exception {
        Path file = folder.resolve("tickets.jsonl");
        WatchedFeed feed = feed(file);
        assertThat(rows(feed)).isEmpty();
        write(file, row(1) + "{\"question\": \"Is tw");
        assertThat(rows(feed)).containsExactly("tickets.jsonl:1");
        write(file, "o a number?\"}\n\n" + row(4));
        assertThat(rows(feed)).containsExactly("tickets.jsonl:2", "tickets.jsonl:4");
        assertThat(feed.find("tickets.jsonl:2"))
                .hasValueSatisfying(
                        row ->
                                assertThat(row.values().path("question").asString())
                                        .isEqualTo("Is two a number?"));
        assertThat(feed.find("tickets.jsonl:9")).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void aBadLineIsNamedAndTheNextOnesAreTaken() throws Exception {
        Path file = folder.resolve("tickets.jsonl");
        String text = "x".repeat((1 << 20) + 10);
        write(file, "{\"question\": \n[1]\n{\"answer\": \"yes\"}\n{\"question\": 3}\n");
        write(file, "{\"question\": \"" + text + "\"}\n" + row(6));
        assertThat(rows(feed(file))).containsExactly("tickets.jsonl:6");
        assertThat(faults)
                .extracting(fault -> fault.rows().getFirst())
                .containsExactly(
                        "tickets.jsonl:1",
                        "tickets.jsonl:2",
                        "tickets.jsonl:3",
                        "tickets.jsonl:4",
                        "tickets.jsonl:5");
        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault.why()).startsWith("tickets.jsonl, line "));
    }

    @Test
    void filesOfAFolderAreTakenAlsoLaterAndWhatWasDoneIsNotDoneAgain() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        write(in.resolve("b.jsonl"), row(1) + row(2));
        write(in.resolve("notes.txt"), "hello\n");
        WatchedFeed feed = feed(in);
        feed.begin(Set.of("b.jsonl:1"));
        assertThat(rows(feed)).containsExactly("b.jsonl:2");
        write(in.resolve("a.jsonl"), row(3));
        assertThat(rows(feed)).containsExactly("a.jsonl:1");
        Files.writeString(in.resolve("a.jsonl"), "");
        assertThat(rows(feed)).isEmpty();
        assertThat(faults)
                .singleElement()
                .extracting(RunEvent.Fault::what)
                .isEqualTo("feed_shrunk");
    }
}
