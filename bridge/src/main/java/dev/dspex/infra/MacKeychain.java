package dev.dspex.infra;

import java.util.Optional;

/** The login keychain of macOS, through {@code security}. */
final class MacKeychain implements Keychain {
    private static final String TOOL = "security";
    private static final String SERVICE = "DSPex Workbench";

    @Override
    public boolean available() {
        return Command.exists(TOOL);
    }

    @Override
    public Optional<Secret> read(String alias) {
        return Command.output(null, TOOL, "find-generic-password", "-s", SERVICE, "-a", alias, "-w")
                .map(Secret::new);
    }

    @Override
    public boolean write(String alias, Secret key) {
        // In interactive mode the command comes on standard input, out of sight of other processes.
        String command =
                "add-generic-password -U -s "
                        + quoted(SERVICE)
                        + " -a "
                        + quoted(alias)
                        + " -w "
                        + quoted(key.value())
                        + "\n";
        return Command.runs(command, TOOL, "-i");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public boolean delete(String alias) {
        return Command.runs(null, TOOL, "delete-generic-password", "-s", SERVICE, "-a", alias);
    }
}
