package dev.dspex.cli;

import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Strategy;
import dev.dspex.orchestration.Thompson;
import dev.dspex.project.MetricText;
import dev.dspex.run.Limits;
import dev.dspex.run.RequestQueue;
import dev.dspex.run.Rows;
import dev.dspex.run.RunRequest;
import dev.dspex.run.SessionFeed;
import dev.dspex.serve.Endpoint;
import dev.dspex.serve.Token;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@Command(
        name = "serve",
        description =
                "Serve a program over HTTP on this machine until it is stopped: a live session"
                        + " answers, and its requests are runs of the project.")
final class ServeCommand extends ProjectCommand {
    private static final int LARGEST_BODY = 1 << 30;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on 127.0.0.1 (default: 8765; 0 for any that is free).")
    int port = 8765;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Requests that may wait (default: 32); more are turned away with 503.")
    int queue = 32;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "Largest request (default: 1048576).")
    int body = 1 << 20;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "How long a client waits at most (default: 120).")
    int timeout = 120;

    @Option(
            names = "--arm",
            paramLabel = "[NODE=]KIND[@LM]",
            description = "A module to choose from (default: the program as it is).")
    List<String> arms = new ArrayList<>();

    @Option(
            names = "--judge",
            paramLabel = "METRIC",
            description = "Scores the answers, such as judge:LM:RUBRIC or code/m.py:f.")
    @Nullable String judge;

    @Mixin InFlight inFlight = new InFlight();
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        if (port < 0
                || port > 65_535
                || queue < 1
                || body < 1
                || body > LARGEST_BODY
                || timeout < 1) {
            throw CliException.input(
                    "usage",
                    "--port is 0 to 65535; --queue, --max-body and --timeout are at least 1.",
                    "--max-body is at most " + LARGEST_BODY + ".");
        }
        List<Arm> wanted =
                arms.isEmpty()
                        ? List.of(new Arm("program", null, null, null))
                        : SessionArms.read(arms);
        List<@Nullable String> lms = new ArrayList<>();
        wanted.forEach(arm -> lms.add(arm.lm()));
        lms.add(judge == null ? null : MetricText.lm(judge).orElse(null));
        try (Workspace workspace =
                Workspace.open(
                        terminal, options, program.place, lms.toArray(new @Nullable String[0]))) {
            return serve(terminal, workspace, wanted);
        }
    }

    private int serve(Terminal terminal, Workspace workspace, List<Arm> wanted)
            throws CliException, InterruptedException {
        RequestQueue requests = new RequestQueue(queue);
        RunRequest request = request(workspace, wanted, requests);
        Token token = Token.make();
        var limits = new Endpoint.Limits(port, body, Duration.ofSeconds(timeout));
        try (Endpoint endpoint = new Endpoint(workspace.program(), requests, token, limits)) {
            terminal.say(workspace.program().name() + " is served on " + endpoint.url() + ".");
            terminal.say("Bearer token, shown only now: " + token.reveal());
            if (judge == null) {
                terminal.say(
                        "There is no judge: a whole answer counts 1 and a failed one 0. --judge"
                                + " scores them.");
            }
            return Job.run(terminal, workspace.runs(), request, options.json, false);
        } catch (IOException e) {
            throw CliException.input(
                    "port_taken",
                    "The port " + port + " on 127.0.0.1 cannot be had: " + e.getMessage() + ".",
                    "Choose another one with --port, or 0 for any that is free.");
        } finally {
            requests.end();
        }
    }

    private RunRequest request(Workspace workspace, List<Arm> wanted, RequestQueue requests)
            throws CliException {
        SessionPlan usual = SessionPlan.STANDARD;
        var plan =
                new SessionPlan(
                        Conductor.Settings.STANDARD,
                        Adaptation.standard(),
                        Strategy.ADAPTIVE_LEARNING,
                        usual.interval(),
                        inFlight.workers(),
                        Thompson.DRIFTING,
                        true);
        return new RunRequest.Session(
                workspace.setup(),
                SessionArms.of(workspace.setup(), wanted),
                new Rows("live", null, null, List.of()),
                0,
                workspace.metric(judge),
                plan,
                inFlight.workers(),
                Limits.NONE,
                new SessionFeed.Requests(requests, judge == null ? null : workspace.metric(judge)));
    }
}
