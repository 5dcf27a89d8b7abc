package dev.dspex.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class SecretsTest {
    /** A keychain in memory. */
    private static final class Kept implements Keychain {
        private final Map<String, Secret> keys = new HashMap<>();

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Optional<Secret> read(String alias) {
            return Optional.ofNullable(keys.get(alias));
        }

        @Override
        public boolean write(String alias, Secret key) {
            keys.put(alias, key);
            return true;
        }

        @Override
        public boolean delete(String alias) {
            return keys.remove(alias) != null;
        }
    }

    @Test
    void aKeyShowsOnlyWhereItIsAskedFor() {
        Secret secret = new Secret("sk-123");
        assertThat(secret).hasToString("•••");
        assertThat(secret.value()).isEqualTo("sk-123");
    }

    @Test
    void theKeychainComesBeforeTheEnvironment() {
        Secrets secrets = new Secrets(new Kept(), Map.of("OPENAI_API_KEY", "from-env"));
        LmAlias lm = LmAlias.ofModel("openai/gpt-4o-mini", null);
        assertThat(secrets.keyOf(lm)).map(Secret::value).contains("from-env");
        assertThat(secrets.sourceOf(lm)).contains("the variable OPENAI_API_KEY");
        assertThat(secrets.keep(lm.alias(), new Secret("kept"))).isTrue();
        assertThat(secrets.keyOf(lm)).map(Secret::value).contains("kept");
        assertThat(secrets.forget(lm.alias())).isTrue();
        assertThat(secrets.keyOf(lm)).map(Secret::value).contains("from-env");
    }

    @Test
    void eachProviderHasItsVariables() {
        assertThat(Secrets.variables(LmAlias.ofModel("gemini/x", null)))
                .containsExactly("GEMINI_API_KEY", "GOOGLE_API_KEY");
        assertThat(Secrets.variables(LmAlias.ofModel("my-host/x", null)))
                .containsExactly("MY_HOST_API_KEY");
        assertThat(Secrets.of(Map.of("PRACTICE_API_KEY", "x")).keyOf(LmAlias.practiceLm()))
                .isEmpty();
    }
}
