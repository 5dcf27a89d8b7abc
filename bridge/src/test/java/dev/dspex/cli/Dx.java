package dev.dspex.cli;

import dev.dspex.project.Projects;
import dev.dspex.project.Template;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs commands in this process, with a data folder of their own. */
final class Dx {
    private Dx() {}

    /** What a command said and how it ended. */
    record Said(int exit, String out, String err) {
        JsonNode json() {
            return Terminal.MAPPER.readTree(out);
        }

        String code() {
            return json().at("/error/code").asString("");
        }
    }

    static void useData(Path folder) {
        System.setProperty("dspex.data", folder.toString());
    }

    static Said run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = arguments[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                Cli.run(
                        texts,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        return new Said(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A project of the template "classify": review in, verdict out. */
    static Path project(Path folder) {
        Projects.create(folder, Template.CLASSIFY);
        return folder;
    }

    static void metric(Path project, String... lines) throws IOException {
        Files.createDirectories(project.resolve("code"));
        Files.writeString(
                project.resolve("code/metric.py"),
                "import time\n\ndef score(example, prediction, trace=None):\n    "
                        + String.join("\n    ", lines)
                        + "\n");
    }

    static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
