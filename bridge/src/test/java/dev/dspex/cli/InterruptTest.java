package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.gateway.TestPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

@EnabledOnOs(OS.LINUX)
class InterruptTest {
    @TempDir Path folder;

    /** The command line as a process. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.exit(Cli.run(arguments));
        }
    }

    @Test
    void ctrlCStopsTheRunAndStillSaysWhatThereIs() throws Exception {
        Path project = Dx.project(folder.resolve("hotel"));
        Path mark = folder.resolve("on");
        Dx.metric(project, "open('%s', 'w').close()".formatted(mark), "time.sleep(600)");
        Process command =
                new ProcessBuilder(
                                "env", // a background job ignores Ctrl+C, and so would its children
                                "--default-signal=INT",
                                "setsid", // a group of its own, as a shell gives each command
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Ddspex.home=" + System.getProperty("dspex.home"),
                                "-Ddspex.data=" + folder.resolve("data"),
                                "-Ddspex.interpreter.file="
                                        + System.getProperty("dspex.interpreter.file"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "eval",
                                project.toString(),
                                "--metric",
                                "code/metric.py:score",
                                "--trust",
                                "--json")
                        .redirectError(folder.resolve("err").toFile())
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        assertThat(TestPool.within(Duration.ofSeconds(90), () -> Files.exists(mark)))
                .as(Files.readString(folder.resolve("err")))
                .isTrue();
        new ProcessBuilder("kill", "-INT", "--", "-" + command.pid()).start().waitFor();
        assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(4);
        JsonNode said =
                Terminal.MAPPER.readTree(
                        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8));
        assertThat(said.path("status").asString("")).isEqualTo("stopped_person");
    }
}
