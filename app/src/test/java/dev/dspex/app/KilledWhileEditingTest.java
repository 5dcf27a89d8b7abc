package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/** The process is killed while somebody edits; the next start has the work. */
@DisabledOnOs(OS.WINDOWS) // there is no SIGKILL
class KilledWhileEditingTest extends WindowFixture {
    private static final Pattern DONE = Pattern.compile("(\\d+) ([0-9a-f]{64})");
    private static final int SIGKILL = 128 + 9;
    private static final int FEWEST = 9;
    private static final int MORE = 60;

    @Test
    void theWorkIsOfferedBackAtMostTheLastGestureShort() throws Exception {
        var seed = new Random().nextLong();
        var project = SampleCopies.own(HOME.resolve("assets/samples/support-triage"), data);
        var done = editUntilKilled(project, FEWEST + new Random(seed).nextInt(MORE));
        var last = done.keySet().stream().max(Integer::compare).orElseThrow();

        OnFx.run(() -> bench.open(project));
        waitFor(() -> OnFx.call(() -> bench.project() != null));
        waitFor(() -> shows("Unsaved work on triage is back."));
        var back = document().program();
        var number = EditsForever.last(ProgramFile.text(back));
        assertThat(number).as("seed %d", seed).isGreaterThanOrEqualTo(last - 1);
        if (done.containsKey(number))
            assertThat(ProgramFile.sha256(back)).isEqualTo(done.get(number));
        assertWhole(back, number);

        OnFx.run(() -> bench.actions().undo());
        assertThat(document().program()).isEqualTo(document().saved());
    }

    /** Canvas, form and code each have their last gesture. */
    private static void assertWhole(Program program, int number) {
        var text = ProgramFile.text(program);
        for (var n = Math.max(1, number - 2); n <= number; n++)
            assertThat(text).contains("Gesture " + n + (n % 3 == 2 ? " in code" : "\""));
    }

    /** The hash of the program after each gesture that was made. */
    private Map<Integer, String> editUntilKilled(Path project, int gestures)
            throws IOException, InterruptedException {
        var child = new ProcessBuilder(command(project)).redirectErrorStream(true).start();
        var done = new HashMap<Integer, String>();
        try (var lines = child.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = DONE.matcher(line);
                if (!found.matches()) continue;
                done.put(Integer.parseInt(found.group(1)), found.group(2));
                if (done.size() == gestures) child.toHandle().destroyForcibly();
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor()).isEqualTo(SIGKILL);
        assertThat(done).hasSizeGreaterThanOrEqualTo(gestures);
        return done;
    }

    private List<String> command(Path project) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        for (var name : List.of("glass.platform", "prism.order", "dspex.home")) {
            var value = System.getProperty(name);
            if (value != null) command.add("-D" + name + "=" + value);
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        EditsForever.class.getName(),
                        data.resolve("theirs").toString(),
                        project.toString()));
        return command;
    }

    private ProgramDocument document() {
        return Objects.requireNonNull(OnFx.call(bench::project))
                .project()
                .documents()
                .get("triage")
                .orElseThrow()
                .document();
    }
}
