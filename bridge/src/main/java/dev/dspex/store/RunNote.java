package dev.dspex.store;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a person keeps with a run.
 *
 * @param tags words to find it by: distinct, without spaces around, in order
 * @param text a note, empty for none
 */
public record RunNote(List<String> tags, String text) {
    public static final RunNote NONE = new RunNote(List.of(), "");

    public RunNote {
        tags =
                tags.stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        text = text.strip();
    }

    /** With a tag more. */
    public RunNote tagged(String tag) {
        return new RunNote(Stream.concat(tags.stream(), Stream.of(tag)).toList(), text);
    }

    /** Without a tag. */
    public RunNote untagged(String tag) {
        return new RunNote(tags.stream().filter(own -> !own.equals(tag.strip())).toList(), text);
    }

    /** With another note. */
    public RunNote saying(String note) {
        return new RunNote(tags, note);
    }

    public boolean isEmpty() {
        return tags.isEmpty() && text.isEmpty();
    }
}
