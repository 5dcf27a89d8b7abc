package dev.dspex.orchestration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be told of a task from its inputs alone, each about 0 to 1.
 *
 * @param length of all texts: 0 for none, 1 for 8,000 characters, by the logarithm
 * @param numbers share of the words that are numbers
 * @param code share of the lines that look like code
 * @param question 1 where a text asks something
 * @param parts 1 for eight or more inputs, list entries included
 */
public record TaskFeatures(
        double length, double numbers, double code, double question, double parts) {
    /** How many numbers a selector gets, with the constant one before them. */
    public static final int SIZE = 6;

    private static final int LONG = 8_000;
    private static final int PARTS = 8;
    private static final double MANY_NUMBERS = 0.2;
    private static final double MUCH_CODE = 0.25;
    private static final double LONG_TEXT = 0.6;
    private static final Pattern NUMBER = Pattern.compile("[-+$€£]?\\d[\\d.,:/%-]*");
    private static final Pattern CODE =
            Pattern.compile(
                    "^\\s*(def |class |import |from \\w+ import|return\\b|if .*:$|for"
                        + " .*[:{]$|#include|public |private |const |let |var |function\\b|SELECT"
                        + " |[}\\])];?$)|[;{]\\s*$|=>|::|\\w+\\(.*\\)\\s*;?$");

    /**
     * Looks at the inputs of a task.
     *
     * @param row values by field; fields that are no inputs are left out
     * @param inputs names of the inputs
     */
    public static TaskFeatures of(ObjectNode row, Set<String> inputs) {
        var seen = new Counts();
        row.forEachEntry(
                (field, value) -> {
                    if (inputs.contains(field)) seen.take(value);
                });
        return new TaskFeatures(
                Math.min(1, Math.log1p(seen.characters) / Math.log1p(LONG)),
                seen.words == 0 ? 0 : (double) seen.numbers / seen.words,
                seen.lines == 0 ? 0 : (double) seen.code / seen.lines,
                seen.asks ? 1 : 0,
                Math.min(1, (double) seen.parts / PARTS));
    }

    /** The task, in a class that its most striking feature names. */
    public Task task() {
        return new Task(kind(), 1, length, numbers, code, question, parts);
    }

    private String kind() {
        if (code >= MUCH_CODE) return "code";
        if (numbers >= MANY_NUMBERS) return "numbers";
        if (length >= LONG_TEXT) return "long text";
        return question > 0 ? "question" : "short text";
    }

    private static final class Counts {
        private long characters;
        private int words;
        private int numbers;
        private int lines;
        private int code;
        private int parts;
        private boolean asks;

        void take(JsonNode value) {
            if (value.isContainer()) {
                value.forEach(this::take);
                return;
            }
            parts++;
            String text = value.asString("");
            characters += text.length();
            asks |= text.contains("?");
            for (String word : text.split("\\s+")) {
                if (word.isEmpty()) continue;
                words++;
                if (NUMBER.matcher(word).matches()) numbers++;
            }
            for (String line : text.split("\n")) {
                if (line.isBlank()) continue;
                lines++;
                if (CODE.matcher(line).find()) code++;
            }
        }
    }
}
