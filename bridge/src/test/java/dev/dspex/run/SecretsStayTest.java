package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunStatus;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.ScriptedLm;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.store.RunStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A key that is used, and an input that is marked secret, are in no file that a run leaves. */
class SecretsStayTest {
    private static final String KEY = "sk-planted-6f1c20aa";
    private static final String SECRET = "passport X4711-RIVER";

    @TempDir Path folder;

    @Test
    void keyAndSecretInputReachTheLmAndNoFile() throws Exception {
        Path database = folder.resolve("project/.dspex/runs.db");
        try (ScriptedLm lm =
                        new ScriptedLm(
                                request ->
                                        request.contains("priority")
                                                ? ScriptedLm.Reply.text(
                                                        "[[ ## priority ## ]]\n"
                                                                + "P1\n\n"
                                                                + "[[ ## completed ## ]]")
                                                : ScriptedLm.Reply.text(
                                                        "[[ ## reasoning ## ]]\nThe customer says: "
                                                                + SECRET
                                                                + "\n\n"
                                                                + "[[ ## queue ## ]]\n"
                                                                + "Amber\n\n"
                                                                + "[[ ## completed ## ]]"));
                LazyPool pool = Fixture.pool(folder.resolve("work"), 1, 1);
                RunStore store = RunStore.open(database);
                Runs runs = new Runs(pool, store, Secrets.of(Map.of("OPENAI_API_KEY", KEY)))) {
            LmAlias alias =
                    new LmAlias("paid", "openai/gpt-4o-mini", lm.url(), Map.of(), null, null);
            Setup setup = Fixture.setup(folder.resolve("project"), alias, Set.of("ticket"));
            var inputs = Fixture.MAPPER.createObjectNode().put("ticket", SECRET);
            RunResult result =
                    Fixture.await(runs.submit(new RunRequest.Once(setup, inputs, false)));
            assertThat(result.error()).isNull();
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(result.usage().calls()).isEqualTo(2);
            assertThat(result.usage().usd()).as("an unknown price is not 0").isNull();
            assertThat(lm.keys()).isNotEmpty().allMatch(header -> header.contains(KEY));
            assertThat(lm.requests()).anyMatch(request -> request.contains(SECRET));
        }
        assertNowhere(folder, KEY);
        assertNowhere(folder, SECRET);
    }

    private static void assertNowhere(Path root, String secret) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(secret)).as("%s in %s", secret, file).isFalse();
            }
        }
    }
}
