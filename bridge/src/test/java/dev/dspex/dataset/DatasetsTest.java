package dev.dspex.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

class DatasetsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Program PROGRAM =
            Program.empty("p")
                    .withTypes(
                            List.of(
                                    new RecordType(
                                            "Place",
                                            "",
                                            List.of(new Field("city", FieldType.Basic.STR)))))
                    .withInputs(
                            List.of(
                                    new Field("text", FieldType.Basic.STR),
                                    new Field("n", new FieldType.OptionalOf(FieldType.Basic.INT)),
                                    new Field(
                                            "place",
                                            new FieldType.OptionalOf(
                                                    new FieldType.RecordRef("Place")))))
                    .withOutputs(
                            List.of(
                                    new Field("label", FieldType.Literal.of("yes", "no")),
                                    new Field("sure", FieldType.Basic.BOOL),
                                    new Field("tags", new FieldType.ListOf(FieldType.Basic.STR))));

    @TempDir Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Dataset ok(String name, String text) throws IOException {
        Loaded loaded = Datasets.read(file(name, text), "data/" + name, PROGRAM);
        assertThat(loaded).as("%s", loaded.problems()).isInstanceOf(Loaded.Ok.class);
        return ((Loaded.Ok) loaded).dataset();
    }

    private void bad(String name, String text, String code, int line, @Nullable String field)
            throws IOException {
        Loaded loaded = Datasets.read(file(name, text), "data/" + name, PROGRAM);
        assertThat(loaded).isInstanceOf(Loaded.Bad.class);
        Problem problem = loaded.problems().getFirst();
        assertThat(problem.code()).as("%s", problem).isEqualTo(code);
        assertThat(problem.file()).isEqualTo("data/" + name);
        assertThat(problem.line()).as("%s", problem).isEqualTo(line);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.hint()).isNotEmpty();
    }

    @Test
    void jsonLinesGiveTypedRows() throws Exception {
        String text =
                """
                {"text": "grün", "n": 3, "label": "yes", "extra": [1]}

                {"text": "b", "place": {"city": "Rome"}, "label": "no", "tags": ["x"]}\
                """;
        Dataset data = ok("rows.jsonl", text);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.name()).isEqualTo("rows.jsonl");
        assertThat(data.row(0))
                .isEqualTo(
                        new Row(
                                "1",
                                object(
                                        "{'text':'grün','n':3,'label':'yes','extra':[1],'place':null}"),
                                1));
        assertThat(data.row(1).line()).isEqualTo(3);
        assertThat(data.row(1).values().get("place").get("city").asString()).isEqualTo("Rome");
        assertThat(data.all()).extracting(Row::id).containsExactly("1", "2");
        assertThat(data.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void csvTextBecomesTheTypesOfTheProgram() throws IOException {
        Dataset data =
                ok(
                        "rows.csv",
                        "\uFEFFtext,n,place,label,sure,tags,extra\n"
                                + "\"two\n"
                                + "lines, \"\"quoted\"\"\", 7"
                                + " ,\"{\"\"city\"\":\"\"Köln\"\"}\",yes,TRUE,\"[\"\"a\"\"]\",x\n"
                                + "ä,,,no,0,[],\n");
        assertThat(data.row(0).values())
                .isEqualTo(
                        object(
                                "{'text':'two\\n"
                                    + "lines,"
                                    + " \\'quoted\\'','n':7,'place':{'city':'Köln'},'label':'yes','sure':true,'tags':['a'],'extra':'x'}"));
        assertThat(data.row(1).values())
                .isEqualTo(
                        object(
                                "{'text':'ä','n':null,'place':null,'label':'no','sure':false,'tags':[],'extra':''}"));
        assertThat(data.row(0).line()).isEqualTo(2);
        assertThat(data.row(1).line()).isEqualTo(4);
    }

    @Test
    void badJsonLinesAreToldWithTheirLine() throws IOException {
        bad("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \n", "syntax", 2, null);
        bad("b.jsonl", "{\"text\": \"a\"}\n[1]\n", "bad_value", 2, null);
        bad("c.jsonl", "{\"text\": \"a\"}\n\n{\"txt\": \"a\"}\n", "missing_field", 3, "text");
        bad("d.jsonl", "{\"text\": \"a\", \"n\": \"3\"}\n", "bad_value", 1, "n");
        bad("e.jsonl", "{\"text\": \"a\", \"place\": {\"city\": 5}}\n", "bad_value", 1, "place");
        bad("f.jsonl", "{\"text\": \"a\", \"place\": {}}\n", "bad_value", 1, "place");
        bad("g.jsonl", "{\"text\": \"a\"} {\"text\": \"b\"}\n", "syntax", 1, null);
        bad("h.jsonl", "{\"text\": \"a\", \"text\": \"b\"}\n", "syntax", 1, null);
        bad("i.jsonl", "{\"text\": null}\n", "bad_value", 1, "text");
        bad("j.jsonl", "\n \n", "empty_file", 1, null);
    }

    @Test
    void badCsvIsToldWithItsLine() throws IOException {
        bad("a.csv", "txt,n\na,1\n", "missing_column", 1, "text");
        bad("b.csv", "text;n\na;1\n", "missing_column", 1, "text");
        bad("c.csv", "text,text\na,1\n", "duplicate_column", 1, "text");
        bad("d.csv", "text,n\n\"a\nb\",1\nc,many\n", "bad_value", 4, "n");
        bad("e.csv", "text,n\na\n", "bad_row", 2, null);
        bad("f.csv", "text,n\na,1\n\"b,2\n", "syntax", 3, null);
        bad("g.csv", "text,place\na,{city}\n", "bad_value", 2, "place");
        bad("h.csv", "text,n\n", "empty_file", 1, null);
        bad("i.csv", "", "empty_file", 1, null);
    }

    @Test
    void bytesThatAreNoTextAreToldWithLineAndOffset() throws IOException {
        for (String name : List.of("latin.csv", "latin.jsonl")) {
            String head = name.endsWith(".csv") ? "text\nab\n" : "{\"text\":\"a\"}\n";
            byte[] bytes =
                    (head + "{\"text\":\"caf\u00e9\"}\n").getBytes(StandardCharsets.ISO_8859_1);
            Path file = Files.write(folder.resolve(name), bytes);
            Loaded loaded = Datasets.read(file, "data/" + name, PROGRAM);
            assertThat(loaded).isInstanceOf(Loaded.Bad.class);
            Problem problem = loaded.problems().getLast();
            assertThat(problem.code()).isEqualTo("not_utf8");
            assertThat(problem.line()).isEqualTo((int) head.lines().count() + 1);
            assertThat(problem.message()).contains("byte " + (bytes.length - 3));
            assertThat(problem.hint()).isNotEmpty();
        }
    }

    @Test
    void filesThatAreNoneAreExplained() throws IOException {
        assertThat(
                        Datasets.read(folder.resolve("none.jsonl"), "data/none.jsonl", PROGRAM)
                                .problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("missing_file");
                            assertThat(problem.file()).isEqualTo("data/none.jsonl");
                            assertThat(problem.hint()).isNotEmpty();
                        });
        assertThat(Datasets.read(file("a.parquet", "x"), PROGRAM).problems())
                .extracting(Problem::code)
                .containsExactly("bad_data_file");
    }

    @Test
    void anExpectedOutputOfAnotherTypeIsAWarningAndStays() throws IOException {
        Loaded loaded =
                Datasets.read(
                        file("odd.jsonl", "{\"text\": \"a\", \"label\": \"maybe\"}\n"),
                        "odd.jsonl",
                        PROGRAM);
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ok.class,
                        ok ->
                                assertThat(ok.dataset().row(0).values().get("label").asString())
                                        .isEqualTo("maybe"));
        assertThat(loaded.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("odd_value");
                            assertThat(problem.isError()).isFalse();
                            assertThat(problem.field()).isEqualTo("label");
                        });
    }

    @Test
    void onlyTheFirstProblemsOfAHopelessFileAreTold() throws IOException {
        assertThat(Datasets.read(file("bad.jsonl", "{}\n".repeat(1_000)), PROGRAM).problems())
                .hasSize(20);
    }

    @Test
    void aFileThatChangedAfterItsCheckIsNoticed() throws IOException {
        Dataset data = ok("rows.jsonl", "{\"text\": \"a\"}\n");
        file("rows.jsonl", "{\"text\": \"another\"}\n");
        assertThatThrownBy(() -> data.row(0))
                .isInstanceOf(DatasetChangedException.class)
                .hasMessageContaining("rows.jsonl");
    }

    @Test
    void aLongFileIsReadInParts() throws IOException {
        assertReadInParts(2_000_000, JSONL);
        assertReadInParts(2_000_000, CSV);
    }

    @Test
    @Tag("full")
    void a200MegabyteFileIsReadInParts() throws IOException {
        assertReadInParts(200_000_000, JSONL);
        assertReadInParts(200_000_000, CSV);
    }

    /** Rows of about a kilobyte, with a line break inside of quotes where the format has that. */
    private record Form(String name, String header, String row) {}

    private static final String LOREM = "lorem ipsum ".repeat(40);
    private static final Form JSONL =
            new Form("long.jsonl", "", "{\"n\": %d, \"text\": \"" + LOREM + LOREM + "\"}\n");
    private static final Form CSV =
            new Form("long.csv", "n,text\n", "%d,\"" + LOREM + ",\n\"\"" + LOREM + "\"\n");

    private void assertReadInParts(long bytes, Form format) throws IOException {
        Path file = folder.resolve(format.name());
        String row = format.row();
        int rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(format.header());
            for (long written = 0; written < bytes; rows++) {
                String line = row.formatted(rows);
                out.write(line);
                written += line.length();
            }
        }
        Dataset data = ((Loaded.Ok) Datasets.read(file, PROGRAM)).dataset();
        assertThat(data.size()).isEqualTo(rows);
        assertThat(data.row(rows - 1).values().get("n").asInt()).isEqualTo(rows - 1);
        assertThat(data.slice(500, 1_100).mapToInt(r -> r.values().get("n").asInt()).sum())
                .isEqualTo((500 + 1_099) * 600 / 2);
        assertThat(data.rows().count()).isEqualTo(rows);
        Files.delete(file);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode)
                JSON.readTree(json.replace("\\'", "\\\"").replaceAll("(?<!\\\\)'", "\""));
    }
}
