package dev.dspex.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;

class WindowsKeychainTest {
    private static final String ALIAS = "my lm: a/b*c";
    private static final Secret KEY = new Secret("sk-ключ 1");

    @TempDir Path folder;
    private Path shell;
    private Keychain keychain;

    /** Stands in for PowerShell: notes its arguments and its input, seals by writing "sealed:". */
    @BeforeEach
    void makeShell() throws IOException {
        shell = folder.resolve("powershell");
        keychain = new WindowsKeychain(folder.resolve("keys"), shell);
        Files.writeString(
                shell,
                """
                #!/bin/sh
                printf '%%s\\n' "$@" > '%1$s.arguments'
                IFS= read -r line || exit 1
                printf '%%s' "$line" > '%1$s.input'
                case $4 in
                  *::Protect*) printf 'sealed:%%s' "$line" ;;
                  *::Unprotect*) case $line in sealed:*) printf '%%s' "${line#sealed:}" ;; *) exit 1 ;; esac ;;
                esac
                """
                        .formatted(shell));
        if (OS.current() != OS.WINDOWS) {
            Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // PowerShell is stood in for by a shell script
    void aKeyIsSealedReadAndDeleted() throws IOException {
        assertThat(keychain.available()).isTrue();
        assertThat(keychain.read(ALIAS)).isEmpty();
        assertThat(keychain.write(ALIAS, KEY)).isTrue();
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files).hasSize(1).allMatch(file -> text(file).startsWith("sealed:"));
        }
        assertThat(keychain.read(ALIAS)).map(Secret::value).contains(KEY.value());
        assertThat(keychain.read("another")).isEmpty();
        assertThat(keychain.delete(ALIAS)).isTrue();
        assertThat(keychain.read(ALIAS)).isEmpty();
        assertThat(keychain.delete(ALIAS)).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // PowerShell is stood in for by a shell script
    void theKeyGoesThroughStandardInputOnly() {
        keychain.write(ALIAS, KEY);
        String line =
                Base64.getEncoder().encodeToString(KEY.value().getBytes(StandardCharsets.UTF_8));
        assertThat(text(folder.resolve("powershell.input"))).isEqualTo(line);
        assertThat(text(folder.resolve("powershell.arguments")).lines())
                .containsExactly("-NoProfile", "-NonInteractive", "-Command", WindowsKeychain.SEAL);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // PowerShell is stood in for by a shell script
    void whatAnotherLoginSealedIsNoKey() throws IOException {
        keychain.write(ALIAS, KEY);
        try (var files = Files.list(folder.resolve("keys"))) {
            Files.writeString(files.findFirst().orElseThrow(), "of another login");
        }
        assertThat(keychain.read(ALIAS)).isEqualTo(Optional.empty());
    }

    @Test
    void withoutPowerShellThereIsNone() throws IOException {
        Files.delete(shell);
        assertThat(keychain.available()).isFalse();
        assertThat(keychain.write(ALIAS, KEY)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void windowsSealsAndOpens() {
        Keychain real = new WindowsKeychain(folder.resolve("real"));
        assertThat(real.write(ALIAS, KEY)).isTrue();
        assertThat(real.read(ALIAS)).map(Secret::value).contains(KEY.value());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
