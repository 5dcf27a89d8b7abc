package dev.dspex.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ExportTest {
    @TempDir Path folder;

    @Test
    void formulasAreHarmlessInCsvAndValuesAreKeptInJson() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("rows.jsonl"),
                        """
                        {"a": "=HYPERLINK(\\"x\\")", "b": -3, "c": [1]}
                        {"a": "+49 30", "b": "-4.5"}
                        {"a": "@cmd", "b": "left out"}
                        """);
        Table table = ((TableDisk.Opened.Ok) new TableDisk(file, "rows.jsonl").read()).table();
        Path csv = folder.resolve("out.csv");
        Export.write(table, List.of(1, 0), csv);
        assertThat(Files.readString(csv))
                .isEqualTo("a,b,c\n'+49 30,-4.5,\n\"'=HYPERLINK(\"\"x\"\")\",-3,[1]\n");
        Path json = folder.resolve("out.jsonl");
        Export.write(table, List.of(0), json);
        assertThat(Files.readString(json))
                .isEqualTo("{\"a\":\"=HYPERLINK(\\\"x\\\")\",\"b\":-3,\"c\":[1]}\n");
    }

    @Test
    void rowsOfACsvFileBecomeObjects() throws Exception {
        Path file = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,x\n");
        Table table = ((TableDisk.Opened.Ok) new TableDisk(file, "rows.csv").read()).table();
        Path json = folder.resolve("out.jsonl");
        Export.write(table, List.of(0), json);
        assertThat(Files.readString(json)).isEqualTo("{\"a\":\"1\",\"b\":\"x\"}\n");
    }
}
