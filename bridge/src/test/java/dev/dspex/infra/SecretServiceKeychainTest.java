package dev.dspex.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A key in a real Secret Service: GNOME Keyring on a session bus of its own, with a keyring of its
 * own, so that nothing of the person's is touched.
 */
@Tag("full")
@EnabledOnOs(OS.LINUX)
class SecretServiceKeychainTest {
    private static final String ALIAS = "my lm/a:b";
    private static final String KEY = "sk-\"ключ\" 'x' \\ $HOME";

    @TempDir Path folder;

    /** What the test does inside the session; says each answer on a line. */
    static final class InSession {
        private InSession() {}

        public static void main(String[] arguments) {
            Secrets secrets = new Secrets();
            LmAlias lm = LmAlias.ofModel("openai/gpt-4o-mini", null);
            System.out.println("available " + secrets.hasKeychain());
            System.out.println("first " + secrets.sourceOf(lm).isPresent());
            System.out.println("kept " + secrets.keep(lm.alias(), new Secret(KEY)));
            System.out.println(
                    "same " + secrets.keyOf(lm).map(Secret::value).orElse("").equals(KEY));
            System.out.println("source " + secrets.sourceOf(lm).orElse("none"));
            System.out.println("another " + Keychain.ofSystem().read(ALIAS).isPresent());
            System.out.println("replaced " + secrets.keep(lm.alias(), new Secret("second")));
            System.out.println("second " + secrets.keyOf(lm).map(Secret::value).orElse(""));
            System.out.println("forgotten " + secrets.forget(lm.alias()));
            System.out.println("last " + secrets.keyOf(lm).isPresent());
        }
    }

    @Test
    void aKeyIsKeptReadReplacedAndDeleted() throws Exception {
        assumeTools();
        assertThat(
                        inSession(
                                "printf x | gnome-keyring-daemon --unlock --components=secrets"
                                        + " > /dev/null && \"$@\""))
                .containsExactly(
                        "available true",
                        "first false",
                        "kept true",
                        "same true",
                        "source the system's keychain",
                        "another false",
                        "replaced true",
                        "second second",
                        "forgotten true",
                        "last false");
    }

    @Test
    void aBusWithoutASecretServiceKeepsNothingAndSaysSo() throws Exception {
        assumeTools();
        assertThat(inSession("\"$@\"")).contains("kept false", "same false", "source none");
    }

    private static void assumeTools() {
        for (String tool :
                new String[] {"dbus-run-session", "gnome-keyring-daemon", "secret-tool"}) {
            if (!Command.exists(tool)) {
                System.out.println("Not tried against a Secret Service: no " + tool + " here.");
            }
            assumeTrue(Command.exists(tool), tool + " is not installed");
        }
    }

    private Stream<String> inSession(String script) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "dbus-run-session",
                        "--config-file=" + busWithoutServices(),
                        "--",
                        "sh",
                        "-c",
                        script,
                        "sh",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InSession.class.getName());
        Map<String, String> environment = builder.environment();
        environment.put("HOME", folder.toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put(
                "XDG_RUNTIME_DIR", Files.createDirectories(folder.resolve("run")).toString());
        environment.remove("OPENAI_API_KEY");
        environment.remove("DISPLAY");
        Process process =
                builder.redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the session did not end: " + Files.readString(said));
        }
        return Files.readString(said, StandardCharsets.UTF_8).lines();
    }

    /** Else the bus would start the keyring by itself when it is asked for. */
    private Path busWithoutServices() throws IOException {
        Path file = folder.resolve("bus.conf");
        Files.writeString(
                file,
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:tmpdir=%s</listen>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                  </policy>
                </busconfig>
                """
                        .formatted(folder));
        return file;
    }
}
