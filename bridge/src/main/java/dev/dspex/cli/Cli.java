package dev.dspex.cli;

import dev.dspex.event.RunError;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The command line as a whole. */
public final class Cli {
    private static final List<String> ASKS = List.of("-h", "--help", "-V", "--version", "help");

    private Cli() {}

    @Command(
            name = "dspex",
            mixinStandardHelpOptions = true,
            version = "DSPex Workbench 1.0.0",
            description =
                    "Builds, runs and optimizes DSPy programs. Without a command it opens the"
                            + " workbench.",
            synopsisSubcommandLabel = "[PROJECT | COMMAND]",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:done",
                "1:the job failed, or a score is under --fail-under",
                "2:bad usage or input",
                "3:environment: Python, store, or LM unreachable or refused",
                "4:stopped by a cap or by the person"
            })
    static final class Root {}

    private static List<ProjectCommand> commands() {
        return List.of(
                new NewCommand(),
                new RunCommand(),
                new StreamCommand(),
                new ScaffoldCommand(),
                new EvalCommand(),
                new OptimizeCommand(),
                new SessionCommand(),
                new ServeCommand(),
                new VariablesCommand(),
                new RunsCommand(),
                new ShowCommand(),
                new MarkCommand(),
                new PruneCommand(),
                new DeleteCommand(),
                new ReplayCommand(),
                new CompareCommand(),
                new ReportCommand(),
                new ExportCommand(),
                new ImportCommand(),
                new DoctorCommand());
    }

    /** Whether the arguments ask for a command, rather than for the window. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0
                && (ASKS.contains(arguments[0])
                        || line(new Terminal(System.out, System.err, false))
                                .getSubcommands()
                                .containsKey(arguments[0])
                        || arguments[0].startsWith("-")
                        || !Files.exists(Path.of(arguments[0])));
    }

    /**
     * Runs a command on this process's streams and gives the exit code. A project folder alone is
     * run headless: its default program on its own rows.
     */
    public static int run(String[] arguments) {
        boolean interactive = System.console() != null && System.console().isTerminal();
        return run(arguments, System.out, System.err, interactive);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err, boolean interactive) {
        Terminal terminal = new Terminal(out, err, interactive);
        CommandLine line = line(terminal);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.startsWith("-") || line.getSubcommands().containsKey(first)) {
            return line.execute(arguments);
        }
        boolean json = Arrays.asList(arguments).contains("--json");
        if (first.isEmpty()) {
            terminal.error(usage("There is no display to open the workbench on."), json);
            return ExitCode.INPUT;
        }
        if (!Files.exists(Path.of(first))) {
            terminal.error(usage("There is no command and no project \"" + first + "\"."), json);
            return ExitCode.INPUT;
        }
        terminal.say(
                "No display: running the default program of "
                        + first
                        + " on its rows. \"dspex --help\" lists the commands.");
        return line.execute(
                Stream.concat(Stream.of("eval"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static RunError usage(String message) {
        return RunError.of("usage", message, "\"dspex --help\" lists the commands.", "");
    }

    private static CommandLine line(Terminal terminal) {
        CommandLine line = new CommandLine(new Root());
        add(line, terminal, commands());
        CommandLine agents = new CommandLine(new AgentsCommand());
        add(agents, terminal, AgentsCommand.commands());
        agents.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.addSubcommand(agents);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.setOut(writer(terminal.out())).setErr(writer(terminal.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new UsageErrors(terminal));
        line.setExecutionExceptionHandler(new Defects(terminal));
        return line;
    }

    private static void add(CommandLine line, Terminal terminal, List<ProjectCommand> commands) {
        for (ProjectCommand command : commands) {
            command.on(terminal);
            line.addSubcommand(command);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
