package dev.dspex.project;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Signature;
import dev.dspex.program.TextFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a new project starts with. */
public enum Template {
    /** One node that answers a question; no data. */
    BLANK("One step that answers a question"),

    /** Sorts short reviews into three classes, with rows to learn from and to measure on. */
    CLASSIFY("Sorts texts into classes, with data to learn from");

    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private final String summary;

    Template(String summary) {
        this.summary = summary;
    }

    /** The name on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String summary() {
        return summary;
    }

    public static Optional<Template> of(String text) {
        return Arrays.stream(values()).filter(template -> template.text().equals(text)).findFirst();
    }

    void fill(Path folder) throws IOException {
        Program program = this == BLANK ? answer() : classify();
        Map<String, String> data = new LinkedHashMap<>();
        if (this == CLASSIFY) {
            for (String split : SPLITS) {
                String path = "data/" + split + ".jsonl";
                TextFile.write(folder.resolve(path), resource("classify/" + split + ".jsonl"));
                data.put(split, path);
            }
        }
        ProgramFile.write(
                folder.resolve("programs/" + program.name() + ProgramFile.SUFFIX), program);
        TextFile.write(folder.resolve(".gitignore"), ".dspex/\n__pycache__/\n");
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        ProjectFile.of(name, program.name()).withData(data).write(folder);
    }

    private static Program answer() {
        Field question =
                new Field("question", FieldType.Basic.STR, "What the person wants to know");
        Field answer = new Field("answer", FieldType.Basic.STR, "Short and true");
        return oneNode(
                "answer",
                "Answers a question.",
                "respond",
                "Respond",
                "Answer the question.",
                question,
                answer);
    }

    private static Program classify() {
        Field review = new Field("review", FieldType.Basic.STR, "What the guest wrote");
        Field verdict =
                new Field(
                        "verdict",
                        FieldType.Literal.of("positive", "mixed", "negative"),
                        "What the guest thinks");
        return oneNode(
                "classify",
                "Says what the guest of a restaurant thinks.",
                "judge",
                "Judge",
                "Say what the guest thinks of the restaurant.",
                review,
                verdict);
    }

    private static Program oneNode(
            String name,
            String description,
            String node,
            String signature,
            String task,
            Field input,
            Field output) {
        ModuleNode step =
                new ModuleNode(
                                node,
                                ModuleKind.CHAIN_OF_THOUGHT,
                                new Signature(signature, task, List.of(input), List.of(output)))
                        .movedTo(new Point(304, 80));
        return Program.empty(name)
                .withDescription(description)
                .withInputs(List.of(input))
                .withOutputs(List.of(output))
                .withNodes(List.of(step))
                .withLinks(
                        List.of(
                                new Link(Port.input(input.name()), new Port(node, input.name())),
                                new Link(
                                        new Port(node, output.name()),
                                        Port.output(output.name()))));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("templates/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the template file " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
