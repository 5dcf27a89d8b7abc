package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Mark;

import java.util.Collection;

/** Names of steps of undo that are about several things: "Move 3 nodes". */
final class EditNames {
    private EditNames() {}

    /**
     * @param verb as the keys of the texts have it
     * @param ids of nodes, notes and frames
     */
    static String of(String verb, Collection<String> ids) {
        var marks = ids.stream().flatMap(id -> Mark.of(id).stream()).toList();
        var count = ids.size();
        if (marks.isEmpty())
            return count == 1 ? text("canvas.edit." + verb) : text(key(verb, "many"), count);
        if (count > 1) return text(key(verb, "parts"), count);
        return text(key(verb, marks.getFirst().sort() == Mark.Sort.NOTE ? "note" : "frame"));
    }

    private static String key(String verb, String what) {
        return "canvas.edit." + verb + "." + what;
    }
}
