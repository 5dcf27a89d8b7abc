package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class TableDocumentTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir Path folder;

    @Test
    void anyEditsUndoneGiveTheEqualTableAndRedoneTheOther() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TableDocument document = new TableDocument(table());
            Table start = document.table();
            List<Table> seen = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                if (document.apply("Edit", table -> edit(table, random))) {
                    seen.add(document.table());
                }
            }
            Table end = document.table();
            for (Table after : seen.reversed()) {
                assertThat(document.table()).isEqualTo(after);
                document.undo();
            }
            assertThat(document.undo()).isFalse();
            assertThat(document.table()).isEqualTo(start);
            assertThat(document.dirty()).isFalse();
            while (document.redo()) {
                assertThat(document.redoName().orElse("Edit")).isEqualTo("Edit");
            }
            assertThat(document.table()).isEqualTo(end);
        }
    }

    private static Table edit(Table table, Random random) {
        int row = random.nextInt(Math.max(1, table.size()));
        String column = table.columns().get(random.nextInt(table.columns().size()));
        return switch (random.nextInt(7)) {
            case 0 -> table.with(Map.of(new Table.Place(row, column), value(random)));
            case 1 -> table.without(List.of(row, random.nextInt(table.size())));
            case 2 -> table.duplicate(Set.of(row));
            case 3 -> table.append(List.of(JSON.objectNode().put("c" + random.nextInt(3), 1)));
            case 4 -> table.columns().size() > 2 ? table.withoutColumn(column) : table;
            case 5 -> table.renamed(column, "r" + random.nextInt());
            default -> table.withColumn("n" + random.nextInt());
        };
    }

    private static JsonNode value(Random random) {
        return JSON.numberNode(random.nextInt(5));
    }

    private Table table() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 700; i++) rows.append("{\"a\": %d, \"b\": \"x\"}\n".formatted(i));
        try {
            Path file = Files.writeString(folder.resolve("rows.jsonl"), rows);
            return ((TableDisk.Opened.Ok) new TableDisk(file, "rows.jsonl").read()).table();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
