package dev.dspex.cli;

import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.NurseryInfo;
import dev.dspex.gateway.PoolConfig;
import dev.dspex.gateway.WorkerPool;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.PythonEnvironment;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.infra.SetupException;
import dev.dspex.run.Queries;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

@Command(name = "doctor", description = "Check Java, Python, DSPy, workers, settings and keys.")
final class DoctorCommand extends ProjectCommand {
    @Mixin ProjectOptions options = new ProjectOptions();

    /** {@code needed} is false where the workbench is of use without it. */
    private record Check(String name, boolean ok, boolean needed, String detail, String hint) {
        Check(String name, boolean ok, String detail, String hint) {
            this(name, ok, true, detail, hint);
        }

        boolean failed() {
            return needed && !ok;
        }

        String mark() {
            return ok ? "ok  " : needed ? "FAIL" : "--  ";
        }
    }

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws InterruptedException {
        Paths paths = Paths.detect();
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("Java", true, Runtime.version().toString(), ""));
        checks.add(folder(paths.data()));
        Settings settings = Settings.load(paths.settings());
        checks.add(
                settings.notice()
                        .map(notice -> new Check("Settings", false, notice, "Set them again."))
                        .orElse(new Check("Settings", true, paths.settings().toString(), "")));
        python(terminal, paths, settings, checks);
        keys(settings, checks);
        boolean ok = checks.stream().noneMatch(Check::failed);
        say(terminal, checks, ok);
        return ok ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }

    private static Check folder(Path data) {
        try {
            Files.createDirectories(data);
            long free = Files.getFileStore(data).getUsableSpace() / 1_000_000;
            return Files.isWritable(data)
                    ? new Check(
                            "Data folder",
                            free > 300,
                            data + ", " + free + " MB free",
                            "Free some space.")
                    : new Check(
                            "Data folder", false, data + " cannot be written", "Set DSPEX_HOME.");
        } catch (IOException e) {
            return new Check("Data folder", false, data + ": " + e.getMessage(), "Set DSPEX_HOME.");
        }
    }

    private static void python(
            Terminal terminal, Paths paths, Settings settings, List<Check> checks)
            throws InterruptedException {
        Path python;
        try {
            python =
                    new PythonEnvironment(paths, settings.get(Setting.INTERPRETER))
                            .ensure(
                                    p ->
                                            terminal.progress(
                                                    p.text(), (long) p.done(), (long) p.total()));
        } catch (SetupException e) {
            checks.add(new Check("Python", false, e.getMessage(), e.hint()));
            return;
        }
        long since = System.nanoTime();
        try (WorkerPool pool =
                WorkerPool.open(PoolConfig.of(python, paths.pythonSource(), paths.work(), 1, 1))) {
            NurseryInfo info = pool.nursery();
            checks.add(new Check("Python", true, info.python() + ", " + python, ""));
            checks.add(new Check("DSPy", true, info.dspy(), ""));
            pool.lease(Duration.ofSeconds(30)).close();
            checks.add(
                    new Check(
                            "Workers",
                            true,
                            String.format(
                                    Locale.ROOT,
                                    "ready in %.1f s",
                                    (System.nanoTime() - since) / 1e9),
                            ""));
            checks.add(sandbox(new Queries(new LazyPool(() -> pool), new Secrets())));
        } catch (GatewayException e) {
            checks.add(new Check("Workers", false, e.getMessage(), e.hint()));
        }
    }

    /** LM-written code runs in a sandbox or not at all; everything else works without one. */
    private static Check sandbox(Queries queries) throws InterruptedException {
        return switch (queries.checkSandbox()) {
            case Queries.Answer.Failed failed ->
                    new Check(
                            "Sandbox",
                            false,
                            false,
                            failed.error().message(),
                            failed.error().hint());
            case Queries.Answer.Ok answer -> {
                List<JsonNode> guards = answer.body().path("guards").valueStream().toList();
                List<JsonNode> missing =
                        guards.stream()
                                .filter(g -> g.path("required").asBoolean(true))
                                .filter(g -> !g.path("ok").asBoolean(false))
                                .toList();
                yield missing.isEmpty()
                        ? new Check(
                                "Sandbox", true, false, named(guards) + " for LM-written code", "")
                        : new Check(
                                "Sandbox",
                                false,
                                false,
                                "LM-written code is not run here; missing: " + named(missing),
                                missing.getFirst().path("hint").asString(""));
            }
        };
    }

    private static String named(List<JsonNode> guards) {
        return guards.stream()
                .map(
                        g ->
                                g.path("ok").asBoolean(false)
                                        ? g.path("name").asString("")
                                        : g.path("name").asString("")
                                                + " ("
                                                + g.path("reason").asString("")
                                                + ")")
                .collect(Collectors.joining(", "));
    }

    private static void keys(Settings settings, List<Check> checks) {
        Secrets secrets = new Secrets();
        for (LmAlias lm : settings.lms()) {
            String source =
                    lm.practice() != null
                            ? "needs no key"
                            : secrets.sourceOf(lm).map(from -> "key from " + from).orElse("no key");
            checks.add(new Check("LM " + lm.alias(), true, lm.model() + ", " + source, ""));
        }
    }

    private void say(Terminal terminal, List<Check> checks, boolean ok) {
        if (options.json) {
            ObjectNode document = Terminal.MAPPER.createObjectNode().put("ok", ok);
            ArrayNode list = document.putArray("checks");
            checks.forEach(
                    c ->
                            list.addObject()
                                    .put("name", c.name())
                                    .put("ok", c.ok())
                                    .put("detail", c.detail())
                                    .put("hint", c.hint()));
            terminal.json(document);
            return;
        }
        for (Check check : checks) {
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "%s  %-12s %s",
                            check.mark(),
                            check.name(),
                            check.detail()));
            if (!check.ok() && !check.hint().isEmpty()) {
                terminal.line("                   " + check.hint());
            }
        }
    }
}
