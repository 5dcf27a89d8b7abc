package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class ProjectsTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("dspex.home"), "assets/samples/support-triage");

    static final String SOUND =
            """
            {
              "format": 1,
              "name": "demo",
              "program": "classify",
              "lm": "practice",
              "adapter": "ChatAdapter",
              "metric": "exact",
              "data": {"train": "data/train.jsonl"},
              "seed": 7,
              "optimize": {"optimizer": "MIPROv2", "settings": {"auto": "light"}},
              "secret_inputs": ["review"]
            }
            """;

    @TempDir Path folder;

    private Project created(Template template) {
        return ok(Projects.create(folder.resolve("demo"), template)).project();
    }

    private static Opened.Ok ok(Opened opened) {
        assertThat(opened).as("%s", opened.problems()).isInstanceOf(Opened.Ok.class);
        return (Opened.Ok) opened;
    }

    private static void bad(Opened opened, String code, @Nullable String file) {
        assertThat(opened).isInstanceOf(Opened.Bad.class);
        Problem problem = opened.problems().getFirst();
        assertThat(problem.code()).as("%s", problem).isEqualTo(code);
        assertThat(problem.hint()).isNotEmpty();
        if (file != null) {
            assertThat(problem.file()).isEqualTo(file);
        }
    }

    @Test
    void theSampleOpensByFolderProjectFileAndProgramFile() throws IOException {
        for (String part : List.of("", "dspex.json", "programs/triage.program.json")) {
            Opened.Ok opened = ok(Projects.open(SAMPLE.resolve(part)));
            assertThat(opened.problems()).isEmpty();
            assertThat(opened.program()).isEqualTo("triage");
            assertThat(opened.project().file().optimize()).isNotNull();
            assertThat(opened.project().programs()).containsExactly("triage");
            assertThat(opened.project().program("triage")).isInstanceOf(Read.Ok.class);
        }
        ProjectFile file = ok(Projects.open(SAMPLE)).project().file();
        assertThat(file.text()).isEqualTo(Files.readString(SAMPLE.resolve("dspex.json")));
    }

    @ParameterizedTest
    @EnumSource
    void aNewProjectCanRunAtOnce(Template template) {
        Opened.Ok opened = ok(Projects.create(folder.resolve("new-one"), template));
        assertThat(opened.problems()).isEmpty();
        assertThat(opened.project().file().name()).isEqualTo("new-one");
        String program = Objects.requireNonNull(opened.program());
        Read read = opened.project().program(program);
        assertThat(read).isInstanceOf(Read.Ok.class);
        assertThat(read.problems()).isEmpty();
        for (String split : opened.project().file().data().keySet()) {
            Path data = opened.project().data(split).orElseThrow();
            assertThat(Datasets.read(data, ((Read.Ok) read).program()))
                    .isInstanceOf(Loaded.Ok.class);
        }
        assertThat(Template.of(template.text())).contains(template);
        bad(Projects.create(folder.resolve("new-one"), template), "not_empty", null);
    }

    /**
     * What is replaced, by what; then code, field, line and the text at the place of the problem.
     */
    static Stream<Arguments> badProjectFiles() {
        return Stream.of(
                arguments("\"demo\",", "\"demo\"", "syntax", null, 4, "\"program\""),
                arguments("\"format\": 1", "\"format\": 9", "newer_format", "format", 2, "9"),
                arguments("  \"name\": \"demo\",\n", "", "missing_key", "name", 1, "{"),
                arguments("\"name\": \"demo\"", "\"name\": \" \"", "bad_value", "name", 3, "\" \""),
                arguments("\"metric\"", "\"metrics\"", "unknown_key", "metrics", 7, "\"metrics\""),
                arguments("\"exact\"", "\"exactly\"", "bad_metric", "metric", 7, "\"exactly\""),
                arguments(
                        "\"exact\"", "\"code/../../m.py:f\"", "bad_metric", "metric", 7, "\"code/"),
                arguments(
                        "\"ChatAdapter\"",
                        "\"ChatAdaptor\"",
                        "bad_adapter",
                        "adapter",
                        6,
                        "\"ChatAdaptor\""),
                arguments("\"lm\": \"practice\"", "\"lm\": 3", "bad_value", "lm", 5, "3"),
                arguments("\"lm\": \"practice\"", "\"lm\": \"\"", "bad_value", "lm", 5, "\"\""),
                arguments(
                        "\"data/train.jsonl\"",
                        "\"/etc/passwd\"",
                        "outside_project",
                        "data",
                        8,
                        "{"),
                arguments(
                        "\"data/train.jsonl\"",
                        "\"../train.jsonl\"",
                        "outside_project",
                        "data",
                        8,
                        "{"),
                arguments(
                        "\"data/train.jsonl\"",
                        "\"data/train.xml\"",
                        "bad_data_file",
                        "data",
                        8,
                        "{"),
                arguments("\"data/train.jsonl\"", "5", "bad_value", "train", 8, "5"),
                arguments("\"seed\": 7", "\"seed\": 7.5", "bad_value", "seed", 9, "7.5"),
                arguments(
                        "\"seed\": 7",
                        "\"state\": \"/x.json\"",
                        "outside_project",
                        "state",
                        9,
                        "\"/x.json\""),
                arguments("\"optimizer\": \"MIPROv2\", ", "", "missing_key", "optimizer", 10, "{"),
                arguments(
                        "\"settings\": {\"auto\": \"light\"}",
                        "\"setting\": 1",
                        "unknown_key",
                        "setting",
                        10,
                        "\"setting\""),
                arguments(
                        "[\"review\"]",
                        "\"review\"",
                        "bad_value",
                        "secret_inputs",
                        11,
                        "\"review\""),
                arguments(
                        "\"classify\"",
                        "\"programs/classify\"",
                        "bad_program_name",
                        "program",
                        4,
                        "\"programs/"),
                arguments("\"classify\"", "\"clasify\"", "unknown_program", "program", null, ""));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource
    void badProjectFiles(
            String part,
            String broken,
            String code,
            @Nullable String field,
            @Nullable Integer line,
            String at)
            throws IOException {
        Project project = created(Template.CLASSIFY);
        assertThat(SOUND).contains(part);
        String text = SOUND.replace(part, broken);
        Files.writeString(project.folder().resolve("dspex.json"), text);
        Opened opened = Projects.open(project.folder());
        bad(opened, code, "dspex.json");
        Problem problem = opened.problems().getFirst();
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.line()).isEqualTo(line);
        if (line != null) {
            assertThat(
                            text.lines()
                                    .toList()
                                    .get(line - 1)
                                    .substring(Objects.requireNonNull(problem.column()) - 1))
                    .startsWith(at);
        }
    }

    @Test
    void whatIsNoProjectIsExplained() throws IOException {
        bad(
                Projects.open(folder.resolve("none")),
                "missing_file",
                folder.resolve("none").toString());
        bad(Projects.open(folder), "no_project", folder.toString());
        bad(Projects.open(Files.writeString(folder.resolve("a.txt"), "a")), "no_project", null);
        Path loose = folder.resolve("loose.program.json");
        ProgramFile.write(loose, Program.empty("loose"));
        bad(Projects.open(loose), "no_project", loose.toString());
        Path project = created(Template.BLANK).folder();
        Files.write(
                project.resolve("dspex.json"),
                "{\"name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        bad(Projects.open(project), "not_utf8", "dspex.json");
    }

    @Test
    void filesThatAreMissingAreWarnings() throws IOException {
        Project project = created(Template.CLASSIFY);
        project.file()
                .withData(Map.of("train", "data/none.jsonl", "test", "data/none.jsonl"))
                .withState("state/classify/none.json")
                .write(project.folder());
        assertThat(ok(Projects.open(project.folder())).problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("shared_split", "missing_file", "missing_file");
    }

    @Test
    void codeOfTheMetricAndOfToolsNeedsTrust() throws IOException {
        Project project = created(Template.CLASSIFY);
        Program program = ((Read.Ok) project.program("classify")).program();
        assertThat(Project.code(program, "code/metric.py:score"))
                .containsExactly("code/metric.py:score");
        assertThat(Project.code(program, "f1:verdict")).isEmpty();
    }

    @Test
    void trustIsKeptWithThePersonByRealPath() throws IOException {
        Path project = created(Template.BLANK).folder();
        Path link = Files.createSymbolicLink(folder.resolve("link"), project);
        Trust trust = new Trust(folder.resolve("personal"));
        assertThat(trust.trusts(project)).isFalse();
        trust.trust(link);
        assertThat(new Trust(folder.resolve("personal")).trusts(project)).isTrue();
        assertThat(trust.trusts(folder)).isFalse();
        trust.revoke(project);
        assertThat(trust.trusts(link)).isFalse();
        assertThat(trust.trusts(folder.resolve("none"))).isFalse();
        Files.writeString(folder.resolve("personal/trusted.json"), "{ damaged");
        assertThat(trust.trusts(project)).isFalse();
    }
}
