package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Comma-separated values as in RFC 4180, the names of the columns in the first line. */
final class Csv implements RowFormat {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final JsonMapper mapper;
    private final RowRules rules;
    private List<String> columns = List.of();

    Csv(JsonMapper mapper, RowRules rules) {
        this.mapper = mapper;
        this.rules = rules;
    }

    @Override
    public void scan(CheckedText in, RowIndex index, Consumer<Problem> problems)
            throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 3);
        int skipped = skipMark(start);
        try (CSVParser parser =
                CSVParser.builder()
                        .setReader(new InputStreamReader(start, StandardCharsets.UTF_8))
                        .setFormat(FORMAT)
                        .setCharset(StandardCharsets.UTF_8)
                        .setTrackBytes(true)
                        .get()) {
            Iterator<CSVRecord> records = parser.iterator();
            int line = 1;
            try {
                if (!records.hasNext()) {
                    return;
                }
                columns = records.next().toList();
                if (!header(problems)) {
                    return;
                }
                for (line = line(parser); records.hasNext(); line = line(parser)) {
                    CSVRecord next = records.next();
                    index.add(next.getBytePosition() + skipped, line);
                    check(next, line, problems);
                }
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof CheckedText.NotUtf8 bad) {
                    throw bad;
                }
                problems.accept(
                        rules.problem(
                                "syntax",
                                say(
                                        "Line %s is not CSV: a quote is missing or in the wrong"
                                                + " place.",
                                        line),
                                say(
                                        "Close each quote, and double the quotes inside of quoted"
                                                + " text."),
                                line,
                                1));
            }
        }
    }

    /** The line on which the next record begins. */
    private static int line(CSVParser parser) {
        return Math.toIntExact(parser.getCurrentLineNumber()) + 1;
    }

    private boolean header(Consumer<Problem> problems) {
        Set<String> seen = new HashSet<>();
        boolean sound = true;
        for (String column : columns) {
            if (!seen.add(column)) {
                problems.accept(
                        rules.problem(
                                        "duplicate_column",
                                        say("There are two columns \"%s\".", column),
                                        say("Rename one."),
                                        1,
                                        1)
                                .at(null, column));
                sound = false;
            }
        }
        for (Field field : rules.program().inputs()) {
            if (!seen.contains(field.name()) && !(field.type() instanceof FieldType.OptionalOf)) {
                problems.accept(
                        rules.problem(
                                        "missing_column",
                                        say(
                                                "There is no column \"%s\", which the program"
                                                        + " needs.",
                                                field.name()),
                                        hint(field.name()),
                                        1,
                                        1)
                                .at(null, field.name()));
                sound = false;
            }
        }
        return sound;
    }

    private String hint(String missing) {
        String only = columns.size() == 1 ? columns.getFirst() : "";
        if (only.contains(";") || only.contains("\t")) {
            return say("Separate the columns by commas.");
        }
        return Nearest.to(missing, columns)
                .map(near -> say("Rename the column \"%s\", or add one.", near))
                .orElse(say("Add the column; the first line has the names."));
    }

    private void check(CSVRecord record, int line, Consumer<Problem> problems) {
        if (record.size() != columns.size()) {
            problems.accept(
                    rules.problem(
                            "bad_row",
                            say(
                                    "Line %s has %s values for %s columns.",
                                    line, record.size(), columns.size()),
                            say("Put text that holds commas into quotes."),
                            line,
                            1));
        } else {
            rules.apply(values(record), true, line, problems);
        }
    }

    private ObjectNode values(CSVRecord record) {
        ObjectNode row = mapper.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), record.get(i));
        }
        return row;
    }

    @Override
    public ObjectNode row(String text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            ObjectNode row = values(parser.iterator().next());
            rules.apply(row, true, 1, _ -> {});
            return row;
        }
    }

    /** Spreadsheets write a byte order mark. */
    private static int skipMark(PushbackInputStream in) throws IOException {
        byte[] first = in.readNBytes(3);
        if (first.length == 3
                && first[0] == (byte) 0xEF
                && first[1] == (byte) 0xBB
                && first[2] == (byte) 0xBF) {
            return 3;
        }
        in.unread(first);
        return 0;
    }
}
