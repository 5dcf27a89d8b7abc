package dev.dspex.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.JsonNodeFactory;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TableTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ROWS =
            """
            {"text":  "a", "n": 1.50, "extra": [1,2]}
            {"text": "b"}

            {"n": "three", "text": "c"}
            """;

    @TempDir Path folder;

    @Test
    void onlyWhatWasEditedIsWrittenAnew() throws Exception {
        TableDisk disk = disk("rows.jsonl", ROWS);
        Table table = table(disk);
        assertThat(table.columns()).containsExactly("text", "n", "extra");
        Table edited =
                table.with(Map.of(new Table.Place(1, "n"), JSON.numberNode(2)))
                        .append(List.of(JSON.objectNode().put("text", "d")));
        assertThat(disk.save(edited)).isEqualTo(TableDisk.Saved.DONE);
        assertThat(Files.readString(disk.file()))
                .isEqualTo(
                        """
                        {"text":  "a", "n": 1.50, "extra": [1,2]}
                        {"text":"b","n":2}
                        {"n": "three", "text": "c"}
                        {"text":"d"}
                        """);
        assertThat(disk.changedMeanwhile()).isFalse();
    }

    @Test
    void whatOthersWroteIsNeverWrittenOver() throws Exception {
        TableDisk disk = disk("rows.jsonl", ROWS);
        Table mine = table(disk).without(Set.of(0));
        Files.writeString(disk.file(), "{\"text\": \"theirs\"}\n");
        assertThat(disk.save(mine)).isEqualTo(TableDisk.Saved.CHANGED_MEANWHILE);
        assertThat(Files.readString(disk.file())).contains("theirs");
        Files.delete(disk.file());
        assertThat(disk.save(mine)).isEqualTo(TableDisk.Saved.CHANGED_MEANWHILE);
        disk.overwrite(mine);
        assertThat(disk.save(mine)).isEqualTo(TableDisk.Saved.DONE);
        try (var files = Files.list(folder)) {
            assertThat(files).as("no drafts are left").hasSize(1);
        }
    }

    @Test
    void commaSeparatedValuesKeepTheirColumnsAlsoWithoutRows() throws Exception {
        TableDisk disk = disk("rows.csv", "text,n\n\"a, \"\"b\"\"\",1\n\"two\nlines\",\n");
        Table table = table(disk);
        assertThat(table.row(1).get("text")).isEqualTo(JSON.stringNode("two\nlines"));
        disk.save(table.with(Map.of(new Table.Place(1, "n"), JSON.stringNode("5"))));
        assertThat(Files.readString(disk.file()))
                .isEqualTo("text,n\n\"a, \"\"b\"\"\",1\n\"two\nlines\",5\n");
        disk.save(table.without(Set.of(0, 1)));
        assertThat(Files.readString(disk.file())).isEqualTo("text,n\n");
        assertThat(table(disk).columns()).containsExactly("text", "n");
    }

    @Test
    void whatCannotBeReadIsNamedAndWhatIsTooLargeIsNotEdited() throws Exception {
        assertThat(disk("bad.jsonl", "{\"text\": 1\n").read())
                .isInstanceOfSatisfying(
                        TableDisk.Opened.Bad.class,
                        bad -> assertThat(bad.problems().getFirst().line()).isEqualTo(1));
        assertThat(disk("empty.jsonl", "").read()).isInstanceOf(TableDisk.Opened.Ok.class);
        Path large = folder.resolve("large.jsonl");
        try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(TableDisk.LARGEST + 1);
        }
        assertThat(new TableDisk(large, "large.jsonl").read())
                .isInstanceOf(TableDisk.Opened.TooLarge.class);
    }

    @Test
    void columnsAreAddedRenamedAndRemoved() throws Exception {
        Table table = table(disk("rows.jsonl", ROWS));
        assertThatThrownBy(() -> table.withColumn("n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.renamed("n", "text"))
                .isInstanceOf(IllegalArgumentException.class);
        Table renamed = table.renamed("n", "number").withColumn("note").withoutColumn("extra");
        assertThat(renamed.columns()).containsExactly("text", "number", "note");
        assertThat(renamed.row(0).values().toString()).isEqualTo("{\"text\":\"a\",\"number\":1.5}");
        assertThat(renamed.row(1).text())
                .as("a row without the column")
                .isEqualTo("{\"text\": \"b\"}");
        assertThat(renamed.duplicate(List.of(2, 0)).rows())
                .extracting(row -> row.values().path("text").asString())
                .containsExactly("a", "b", "c", "a", "c");
    }

    @Test
    void cellsSayWhatDoesNotFitAndReadWhatIsTyped() {
        Cells json = new Cells(program(), TableFormat.JSONL);
        assertThat(json.misfit("label", JSON.stringNode("maybe")))
                .hasValueSatisfying(why -> assertThat(why).contains("\"maybe\"").contains("'yes'"));
        assertThat(json.misfit("n", null)).isEmpty();
        assertThat(json.misfit("text", null)).contains("is missing");
        assertThat(json.misfit("unknown", JSON.numberNode(1))).isEmpty();
        assertThat(json.typed("n", "4", null)).isEqualTo(JSON.numberNode(4));
        assertThat(json.typed("n", "four", null)).isEqualTo(JSON.stringNode("four"));
        assertThat(json.typed("label", "yes", null)).isEqualTo(JSON.stringNode("yes"));
        assertThat(json.typed("note", "5", null)).isEqualTo(JSON.stringNode("5"));
        assertThat(json.typed("note", "5", JSON.numberNode(4))).isEqualTo(JSON.numberNode(5));
        Cells csv = new Cells(program(), TableFormat.CSV);
        assertThat(csv.typed("n", "4", null)).isEqualTo(JSON.stringNode("4"));
        assertThat(csv.misfit("n", JSON.stringNode("4"))).isEmpty();
        assertThat(csv.misfit("n", JSON.stringNode("four"))).isPresent();
    }

    private static Program program() {
        return Program.empty("p")
                .withInputs(
                        List.of(
                                new Field("text", FieldType.Basic.STR),
                                new Field("n", new FieldType.OptionalOf(FieldType.Basic.INT))))
                .withOutputs(List.of(new Field("label", FieldType.Literal.of("yes", "no"))));
    }

    private TableDisk disk(String name, String text) throws Exception {
        return new TableDisk(Files.writeString(folder.resolve(name), text), name);
    }

    private static Table table(TableDisk disk) {
        TableDisk.Opened opened = disk.read();
        assertThat(opened).isInstanceOf(TableDisk.Opened.Ok.class);
        return ((TableDisk.Opened.Ok) opened).table();
    }
}
