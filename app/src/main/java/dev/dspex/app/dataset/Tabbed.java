package dev.dspex.app.dataset;

import java.util.ArrayList;
import java.util.List;

/** Cells as spreadsheets put them on the clipboard: tabs between, quotes around what has breaks. */
final class Tabbed {
    private Tabbed() {}

    static List<List<String>> read(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        var all = text.replace("\r\n", "\n").replace('\r', '\n');
        if (all.endsWith("\n")) all = all.substring(0, all.length() - 1);
        for (int i = 0; i < all.length(); i++) {
            var c = all.charAt(i);
            var next = i + 1 < all.length() ? all.charAt(i + 1) : '\n';
            if (quoted && c == '"' && next == '"') {
                cell.append(c);
                i++;
            } else if (quoted && c == '"') quoted = false;
            else if (!quoted && c == '"' && cell.isEmpty() && closes(all, i + 1)) quoted = true;
            else if (quoted || c != '\t' && c != '\n') cell.append(c);
            else {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        row.add(cell.toString());
        rows.add(List.copyOf(row));
        return List.copyOf(rows);
    }

    /** Whether a quote ends its cell later; one that does not is a character as any other. */
    private static boolean closes(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != '"') continue;
            if (i + 1 == text.length() || "\t\n".indexOf(text.charAt(i + 1)) >= 0) return true;
            if (text.charAt(i + 1) != '"') return false;
            i++;
        }
        return false;
    }

    static String write(List<List<String>> rows) {
        return String.join("\n", rows.stream().map(Tabbed::line).toList());
    }

    private static String line(List<String> row) {
        return String.join("\t", row.stream().map(Tabbed::cell).toList());
    }

    private static String cell(String text) {
        var plain = text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && !text.startsWith("\"");
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
