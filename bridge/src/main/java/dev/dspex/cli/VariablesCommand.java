package dev.dspex.cli;

import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;
import dev.dspex.program.Program;
import dev.dspex.project.Project;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.Binding;
import dev.dspex.variable.ChangeLog;
import dev.dspex.variable.Target;
import dev.dspex.variable.Targets;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableSpace;
import dev.dspex.variable.VariableValues;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

@Command(
        name = "variables",
        description =
                "List the variables of a program's project with what they drive, or with --discover"
                        + " every parameter of the program that a variable could drive.")
final class VariablesCommand extends ProjectCommand {
    private static final int HISTORY = 20;

    @Mixin ProgramArgument program = new ProgramArgument();

    @Option(
            names = "--discover",
            description = "List the parameters of the program that variables can drive.")
    boolean discover;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        ProgramPlace place = ProgramPlace.find(options, program.place);
        Project project = Workspace.project(terminal, place.project());
        Path file = Workspace.programPath(project, place);
        Program found = Workspace.program(terminal, project, file);
        VariableSpace space = ProjectVariables.read(project);
        Assigned.check(space, found).forEach(problem -> terminal.say("warning: " + problem.text()));
        if (discover) {
            Settings settings = Settings.load(Paths.detect().settings());
            List<String> lms = settings.lms().stream().map(lm -> lm.alias()).toList();
            discovered(terminal, Targets.of(found, lms), space, found.name());
        } else if (options.json) {
            try (StoreAccess access = StoreAccess.open(project.folder())) {
                all(terminal, space, access.store().variables());
            }
        } else {
            table(terminal, space);
        }
        return ExitCode.DONE;
    }

    private static void table(Terminal terminal, VariableSpace space) {
        if (space.isEmpty()) {
            terminal.say("This project has no variables yet. See what could be one: --discover.");
        }
        for (Variable variable : space.variables()) {
            String drives =
                    space.bindingsOf(variable.name()).stream()
                            .map(Binding::target)
                            .collect(Collectors.joining(", "));
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "%-24s %-12s %-24s %s%s",
                            variable.name(),
                            variable.kind(),
                            cut(VariableValues.text(space.value(variable.name()))),
                            constraint(variable),
                            drives.isEmpty() ? "" : " → " + drives));
        }
        space.rules().forEach(rule -> terminal.line("rule: " + rule.expression()));
    }

    private static String cut(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= 24 ? line : line.substring(0, 23) + "…";
    }

    private static String constraint(Variable variable) {
        return switch (variable) {
            case Variable.Free free -> free.domain().rule();
            case Variable.Conditional conditional ->
                    "if " + conditional.when() + ": " + conditional.domain().rule();
            case Variable.Composite composite -> "= " + composite.expression();
        };
    }

    /** The full record of each variable. */
    private static void all(Terminal terminal, VariableSpace space, ChangeLog log) {
        ObjectNode document = Terminal.MAPPER.createObjectNode();
        ArrayNode list = document.putArray("variables");
        for (Variable variable : space.variables()) {
            String name = variable.name();
            ObjectNode item = list.addObject().put("name", name).put("type", variable.kind());
            item.set("value", VariableValues.json(space.value(name)));
            item.put("active", space.isActive(name)).put("constraints", constraint(variable));
            texts(item.putArray("dependencies"), List.copyOf(space.dependencies(name)));
            texts(
                    item.putArray("observers"),
                    space.bindingsOf(name).stream().map(Binding::target).toList());
            item.put("optimizer", variable.about().optimizer());
            ArrayNode history = item.putArray("history");
            for (ChangeLog.Entry entry : log.history(name, HISTORY)) {
                ObjectNode change = history.addObject().put("version", entry.version());
                change.put("time", Instant.ofEpochMilli(entry.wall()).toString());
                change.set("from", VariableValues.json(entry.from()));
                change.set("to", VariableValues.json(entry.to()));
                change.put("by", entry.by()).put("why", entry.why());
            }
            item.set("metadata", Terminal.MAPPER.valueToTree(variable.about().metadata()));
        }
        ArrayNode rules = document.putArray("rules");
        space.rules().forEach(rule -> rules.add(rule.expression()));
        terminal.json(document);
    }

    private static void texts(ArrayNode list, List<String> texts) {
        texts.forEach(list::add);
    }

    private void discovered(
            Terminal terminal, List<Target> targets, VariableSpace space, String name) {
        ArrayNode list = Terminal.MAPPER.createArrayNode();
        for (Target target : targets) {
            String driver =
                    space.bindings().stream()
                            .filter(b -> b.target().equals(target.bind("", name).target()))
                            .map(Binding::variable)
                            .collect(Collectors.joining(", "));
            if (options.json) {
                ObjectNode item = list.addObject().put("path", target.path());
                item.put("node", target.node()).put("parameter", target.parameter());
                item.put("type", target.domain().kind());
                item.put("constraints", target.domain().rule());
                item.set("value", target.now() == null ? null : VariableValues.json(target.now()));
                item.put("variable", driver.isEmpty() ? null : driver);
            } else {
                terminal.line(
                        String.format(
                                Locale.ROOT,
                                "%-36s %-12s %-24s %s%s",
                                target.path(),
                                target.domain().kind(),
                                target.now() == null ? "" : cut(VariableValues.text(target.now())),
                                target.domain().rule(),
                                driver.isEmpty() ? "" : " ← " + driver));
            }
        }
        if (options.json) {
            ObjectNode document = Terminal.MAPPER.createObjectNode();
            document.set("parameters", list);
            terminal.json(document);
        }
    }
}
