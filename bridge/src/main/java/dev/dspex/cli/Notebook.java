package dev.dspex.cli;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Python source as a Jupyter notebook, format 4.5. */
final class Notebook {
    private Notebook() {}

    static String of(String name, String source) {
        ObjectNode notebook = Terminal.MAPPER.createObjectNode();
        ArrayNode cells = notebook.putArray("cells");
        cell(cells, "title", "markdown", "# " + name);
        ObjectNode code = cell(cells, "program", "code", source.stripTrailing());
        code.putNull("execution_count");
        code.putArray("outputs");
        ObjectNode metadata = notebook.putObject("metadata");
        metadata.putObject("kernelspec")
                .put("display_name", "Python 3")
                .put("language", "python")
                .put("name", "python3");
        metadata.putObject("language_info").put("name", "python");
        notebook.put("nbformat", 4).put("nbformat_minor", 5);
        return notebook.toPrettyString() + "\n";
    }

    private static ObjectNode cell(ArrayNode cells, String id, String type, String text) {
        ObjectNode cell = cells.addObject();
        cell.put("cell_type", type).put("id", id);
        cell.putObject("metadata");
        ArrayNode lines = cell.putArray("source");
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            lines.add(i < all.length - 1 ? all[i] + "\n" : all[i]);
        }
        return cell;
    }
}
