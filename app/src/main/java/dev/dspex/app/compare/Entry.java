package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.compare.Change;
import dev.dspex.compare.ProgramDiff;
import dev.dspex.compare.ProgramDiff.Fate;
import dev.dspex.compare.RowFlips;
import dev.dspex.compare.StateDiff;

import java.util.ArrayList;
import java.util.List;

/** A line of the list of differences: each can be opened, headings group them. */
sealed interface Entry {
    String title();

    record Heading(String title) implements Entry {}

    record Part(ProgramDiff.Part part) implements Entry {
        @Override
        public String title() {
            var what = what(part.what());
            return part.name().isEmpty() ? what : what + " " + part.name();
        }
    }

    record Learned(StateDiff.Predictor predictor) implements Entry {
        @Override
        public String title() {
            return predictor.path();
        }
    }

    record Settings(List<Change> changes) implements Entry {
        @Override
        public String title() {
            return text("compare.settings.count", String.valueOf(changes.size()));
        }
    }

    record Rows(String title, List<RowFlips.Flip> flips, boolean better) implements Entry {}

    /** Everything that differs, grouped; groups without a difference are left out. */
    static List<Entry> of(Comparison compared) {
        var entries = new ArrayList<Entry>();
        var program = compared.program();
        if (program != null && !program.parts().isEmpty()) {
            entries.add(new Heading(text("compare.program")));
            program.parts().forEach(part -> entries.add(new Part(part)));
        }
        var state = compared.state();
        if (state != null && !state.predictors().isEmpty()) {
            entries.add(new Heading(text("compare.learned")));
            state.predictors().forEach(p -> entries.add(new Learned(p)));
        }
        if (!compared.settings().isEmpty()) {
            entries.add(new Heading(text("compare.settings")));
            entries.add(new Settings(compared.settings()));
        }
        var rows = compared.rows();
        if (rows != null && (!rows.better().isEmpty() || !rows.worse().isEmpty())) {
            entries.add(new Heading(text("compare.rows")));
            add(entries, rows.better(), true);
            add(entries, rows.worse(), false);
        }
        return entries;
    }

    private static void add(List<Entry> entries, List<RowFlips.Flip> flips, boolean better) {
        if (flips.isEmpty()) return;
        var count = String.valueOf(flips.size());
        entries.add(
                new Rows(
                        text(better ? "compare.rows.better" : "compare.rows.worse", count),
                        flips,
                        better));
    }

    static String what(ProgramDiff.What what) {
        return switch (what) {
            case PROGRAM -> text("compare.what.program");
            case INPUT -> text("compare.what.input");
            case OUTPUT -> text("compare.what.output");
            case TYPE -> text("compare.what.type");
            case NODE -> text("compare.what.node");
            case LINK -> text("compare.what.link");
            case NOTE -> text("compare.what.note");
            case FRAME -> text("compare.what.frame");
            case LAYOUT -> text("compare.what.layout");
        };
    }

    static String fate(Fate fate) {
        return switch (fate) {
            case ADDED -> text("compare.fate.added");
            case REMOVED -> text("compare.fate.removed");
            case CHANGED -> text("compare.fate.changed");
            case MOVED -> text("compare.fate.moved");
        };
    }

    /** Told by shape as well as by colour. */
    static String icon(Fate fate) {
        return switch (fate) {
            case ADDED -> "plus";
            case REMOVED -> "minus";
            case CHANGED -> "pencil-outline";
            case MOVED -> "cursor-move";
        };
    }
}
