package dev.dspex.infra;

import java.util.Optional;

/** GNOME Keyring, KWallet and others on Linux, through {@code secret-tool}. */
final class SecretServiceKeychain implements Keychain {
    private static final String TOOL = "secret-tool";

    @Override
    public boolean available() {
        return Command.exists(TOOL) && System.getenv("DBUS_SESSION_BUS_ADDRESS") != null;
    }

    @Override
    public Optional<Secret> read(String alias) {
        return available()
                ? Command.output(null, TOOL, "lookup", "application", "dspex", "lm", alias)
                        .map(Secret::new)
                : Optional.empty();
    }

    @Override
    public boolean write(String alias, Secret key) {
        return available()
                && Command.runs(
                        key.value(),
                        TOOL,
                        "store",
                        "--label=DSPex: " + alias,
                        "application",
                        "dspex",
                        "lm",
                        alias);
    }

    @Override
    public boolean delete(String alias) {
        return available()
                && Command.runs(null, TOOL, "clear", "application", "dspex", "lm", alias);
    }
}
