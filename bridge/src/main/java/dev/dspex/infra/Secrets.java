package dev.dspex.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of LMs: from the system's keychain, else from environment variables such as {@code
 * OPENAI_API_KEY}. Never readable in a file of ours.
 */
public final class Secrets {
    private static final Map<String, List<String>> VARIABLES =
            Map.of(
                    "gemini", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
                    "together_ai", List.of("TOGETHER_API_KEY", "TOGETHERAI_API_KEY"),
                    "huggingface", List.of("HF_TOKEN"));

    private final Keychain keychain;
    private final Map<String, String> environment;

    public Secrets() {
        this(Keychain.ofSystem(), System.getenv());
    }

    /** Keys from these variables only, not from the keychain. */
    public static Secrets of(Map<String, String> environment) {
        return new Secrets(new Keychain.NoKeychain(), environment);
    }

    Secrets(Keychain keychain, Map<String, String> environment) {
        this.keychain = keychain;
        this.environment = environment;
    }

    /** The key of an LM, if there is one. */
    public Optional<Secret> keyOf(LmAlias lm) {
        if (lm.practice() != null) {
            return Optional.empty();
        }
        Optional<Secret> kept = keychain.read(lm.alias());
        return kept.isPresent() ? kept : fromEnvironment(lm);
    }

    private Optional<Secret> fromEnvironment(LmAlias lm) {
        return variables(lm).stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(Secret::new);
    }

    /** Environment variables that may hold the key of an LM, in the order of asking. */
    public static List<String> variables(LmAlias lm) {
        String provider = lm.provider();
        return VARIABLES.getOrDefault(
                provider,
                List.of(
                        provider.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
                                + "_API_KEY"));
    }

    /** Whether this system has a keychain that can be used. */
    public boolean hasKeychain() {
        return keychain.available();
    }

    /** Where the key of an LM comes from, for the person; empty when there is none. */
    public Optional<String> sourceOf(LmAlias lm) {
        if (keychain.read(lm.alias()).isPresent()) {
            return Optional.of("the system's keychain");
        }
        return variables(lm).stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> "the variable " + name);
    }

    /** Puts a key into the keychain; false when the system has none or refuses. */
    public boolean keep(String alias, Secret key) {
        return keychain.write(alias, key);
    }

    /** Takes the key of an alias out of the keychain; false when that did not work. */
    public boolean forget(String alias) {
        return keychain.delete(alias);
    }
}
