package dev.dspex.dataset;

import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a file of rows is written. Rows that were not edited keep their text. */
public enum TableFormat {
    JSONL {
        @Override
        void write(Table table, Appendable out) throws IOException {
            for (Table.Line row : table.rows()) {
                String text = row.text();
                out.append(text == null ? MAPPER.writeValueAsString(row.values()) : text)
                        .append('\n');
            }
        }
    },
    CSV {
        @Override
        void write(Table table, Appendable out) throws IOException {
            write(table, out, text -> text);
        }
    };

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    static final CSVFormat RFC4180 = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    /** Changes the text of a cell on its way. */
    interface Cleaning {
        String clean(String text);
    }

    abstract void write(Table table, Appendable out) throws IOException;

    /** By the ending of the name; anything that is no CSV is JSONL. */
    public static TableFormat of(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSONL;
    }

    static void write(Table table, Appendable out, Cleaning cleaning) throws IOException {
        RFC4180.printRecord(out, table.columns().stream().map(cleaning::clean).toArray());
        for (Table.Line row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (String column : table.columns()) {
                cells.add(cleaning.clean(text(row.get(column))));
            }
            RFC4180.printRecord(out, cells.toArray());
        }
    }

    /** A value as the cell of a CSV file has it. */
    static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) return "";
        return value.isString() ? value.asString() : MAPPER.writeValueAsString(value);
    }
}
