package dev.dspex.cli;

import picocli.CommandLine.Option;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The folder that a command writes files to, and how it says which. */
final class OutFolder {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write to.")
    Path path = Path.of("");

    /** Says what was written: a path a line, or as JSON. */
    static void say(Terminal terminal, List<Path> files, boolean json) {
        if (!json) {
            files.forEach(file -> terminal.line(file.toString()));
            return;
        }
        ObjectNode document = Terminal.MAPPER.createObjectNode();
        ArrayNode list = document.putArray("files");
        files.forEach(file -> list.add(file.toString()));
        terminal.json(document);
    }

    static CliException unknownFormat(String format, Collection<String> all) {
        return CliException.input(
                "usage",
                "There is no format \"" + format + "\".",
                "Formats are: " + String.join(", ", all) + ".");
    }
}
