package dev.dspex.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.variable.ChangeLog;
import dev.dspex.variable.Demos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class VariableChangesTest {
    @TempDir Path folder;

    private static ChangeLog.Entry entry(String name, long version, Object from, Object to) {
        return new ChangeLog.Entry(name, version, 1_000 * version, from, to, "You", "why", false);
    }

    @Test
    void theHistoryOutlivesTheProcess() {
        Demos demos = new Demos(List.of(JsonNodeFactory.instance.objectNode().put("q", "a")));
        List<ChangeLog.Entry> first =
                List.of(entry("t", 1, 0.3, 0.35), entry("style", 1, "plain", "warm"));
        List<ChangeLog.Entry> second =
                List.of(entry("t", 2, 0.35, 1.0), entry("demos", 1, Demos.NONE, demos));
        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            store.variables().append(first);
            store.variables().append(second);
        }

        try (RunStore store = RunStore.open(folder.resolve("runs.db"))) {
            ChangeLog log = store.variables();
            assertThat(log.versions()).isEqualTo(Map.of("t", 2L, "style", 1L, "demos", 1L));
            assertThat(log.history("t", 10)).containsExactly(second.getFirst(), first.getFirst());
            assertThat(log.history("t", 1)).containsExactly(second.getFirst());
            assertThat(log.history("demos", 9)).containsExactly(second.getLast());
            assertThat(log.history("nobody", 9)).isEmpty();
        }
    }

    @Test
    void aStoreThatMayOnlyBeReadTakesNone() {
        RunStore.open(folder.resolve("runs.db")).close();

        try (RunStore store = RunStore.openReadOnly(folder.resolve("runs.db"))) {
            assertThatThrownBy(() -> store.variables().append(List.of(entry("t", 1, 1L, 2L))))
                    .isInstanceOf(StoreException.class);
        }
    }
}
