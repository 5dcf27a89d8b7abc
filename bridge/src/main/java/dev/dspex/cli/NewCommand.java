package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.infra.Paths;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;
import dev.dspex.project.Template;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

@Command(name = "new", description = "Make a project.")
final class NewCommand extends ProjectCommand {
    @Parameters(paramLabel = "DIR", description = "Folder to make; must not exist, or be empty.")
    Path folder = Path.of("");

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "blank, classify, or the name of a sample (default: classify).")
    String template = Template.CLASSIFY.text();

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try {
            Optional<Template> known = Template.of(template);
            if (known.isPresent()) {
                if (Projects.create(folder, known.get()) instanceof Opened.Bad bad) {
                    throw CliException.of(bad.problems());
                }
            } else {
                refuseFull();
                copySample();
            }
        } catch (IOException e) {
            throw new CliException(
                    RunError.of(
                            "folder_not_written",
                            "The folder " + folder + " could not be written.",
                            "Check its permissions and the free space.",
                            e.toString()),
                    ExitCode.ENVIRONMENT);
        }
        if (options.json) {
            terminal.json(
                    Terminal.MAPPER
                            .createObjectNode()
                            .put("project", folder.toAbsolutePath().normalize().toString())
                            .put("template", template));
        } else {
            terminal.line("Made " + folder + " from the template \"" + template + "\".");
            terminal.say("Open it with: dspex " + folder);
        }
        return ExitCode.DONE;
    }

    private void refuseFull() throws IOException, CliException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw CliException.input(
                "not_empty", "The folder " + folder + " is not empty.", "Name another folder.");
    }

    private void copySample() throws IOException, CliException {
        Path samples = Paths.detect().samples();
        Path sample = samples.resolve(template);
        if (template.contains("/") || template.contains("\\") || !Files.isDirectory(sample)) {
            throw CliException.input(
                    "template_unknown",
                    "There is no template \"" + template + "\".",
                    "Templates are: blank, classify" + names(samples) + ".");
        }
        try (Stream<Path> all = Files.walk(sample)) {
            for (Path from : (Iterable<Path>) all::iterator) {
                Path name = sample.relativize(from);
                Path to = folder.resolve(name.toString());
                if (name.startsWith(".dspex")) {
                    continue;
                }
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                }
            }
        }
    }

    private static String names(Path samples) throws IOException {
        if (!Files.isDirectory(samples)) {
            return "";
        }
        try (Stream<Path> all = Files.list(samples)) {
            StringBuilder names = new StringBuilder();
            all.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .forEach(name -> names.append(", ").append(name));
            return names.toString();
        }
    }
}
