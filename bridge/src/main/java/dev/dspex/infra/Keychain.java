package dev.dspex.infra;

import java.util.Locale;
import java.util.Optional;

/** The keychain of the system, one entry an LM alias. A key never stands on a command line. */
interface Keychain {
    /** The system's own, or one that holds nothing. */
    static Keychain ofSystem() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return new MacKeychain();
        }
        if (system.startsWith("windows")) {
            return new WindowsKeychain(Paths.detect().data().resolve("keys"));
        }
        return system.startsWith("linux") ? new SecretServiceKeychain() : new NoKeychain();
    }

    boolean available();

    Optional<Secret> read(String alias);

    boolean write(String alias, Secret key);

    boolean delete(String alias);

    /** Where there is none: keys come from the environment only. */
    final class NoKeychain implements Keychain {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public Optional<Secret> read(String alias) {
            return Optional.empty();
        }

        @Override
        public boolean write(String alias, Secret key) {
            return false;
        }

        @Override
        public boolean delete(String alias) {
            return false;
        }
    }
}
