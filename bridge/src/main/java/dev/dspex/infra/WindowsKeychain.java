package dev.dspex.infra;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keys sealed with the Windows login of the person (DPAPI), one file an alias. The sealing is
 * Windows PowerShell's: a fixed script, the bytes in Base64 as one line of its standard input and
 * one of its output.
 */
final class WindowsKeychain implements Keychain {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsKeychain.class);

    static final String SEAL = script("Protect");
    static final String OPEN = script("Unprotect");

    private final Path folder;
    private final Path powershell;

    WindowsKeychain(Path folder) {
        this(
                folder,
                Path.of(
                        System.getenv().getOrDefault("SystemRoot", "C:\\Windows"),
                        "System32",
                        "WindowsPowerShell",
                        "v1.0",
                        "powershell.exe"));
    }

    WindowsKeychain(Path folder, Path powershell) {
        this.folder = folder;
        this.powershell = powershell;
    }

    // Only classes of the framework: a module may not load where PowerShell 7 started this process.
    private static String script(String method) {
        return "$ErrorActionPreference='Stop';"
                + "[void][Reflection.Assembly]::LoadWithPartialName('System.Security');"
                + "$in=[Convert]::FromBase64String([Console]::In.ReadLine());"
                + "$out=[Security.Cryptography.ProtectedData]::"
                + method
                + "($in,$null,'CurrentUser');"
                + "[Console]::Out.Write([Convert]::ToBase64String($out))";
    }

    @Override
    public boolean available() {
        return Files.isExecutable(powershell);
    }

    @Override
    public Optional<Secret> read(String alias) {
        Path file = file(alias);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return powershell(OPEN, Files.readString(file))
                    .map(WindowsKeychain::decoded)
                    .map(Secret::new);
        } catch (IOException e) {
            LOG.warn("the sealed key {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public boolean write(String alias, Secret key) {
        byte[] bytes = key.value().getBytes(StandardCharsets.UTF_8);
        Optional<String> sealed = powershell(SEAL, Base64.getEncoder().encodeToString(bytes));
        if (sealed.isEmpty()) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(file(alias), sealed.get());
            return true;
        } catch (IOException e) {
            LOG.warn("a sealed key cannot be written: {}", e.toString());
            return false;
        }
    }

    @Override
    public boolean delete(String alias) {
        try {
            return Files.deleteIfExists(file(alias));
        } catch (IOException e) {
            LOG.warn("a sealed key cannot be deleted: {}", e.toString());
            return false;
        }
    }

    private Optional<String> powershell(String script, String line) {
        List<String> options = List.of("-NoProfile", "-NonInteractive", "-Command", script);
        return Command.output(
                line.strip() + "\n",
                Stream.concat(Stream.of(powershell.toString()), options.stream())
                        .toArray(String[]::new));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    /** An alias may hold what a file name may not. */
    private Path file(String alias) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(alias.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 12) + ".key");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
