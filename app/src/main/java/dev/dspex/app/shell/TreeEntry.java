package dev.dspex.app.shell;

import java.util.List;

/**
 * A line of the project tree.
 *
 * @param id stable; what is expanded and selected is remembered by it
 * @param note what stands at the right end: a count, "running"; empty for none
 * @param mark whether its icon takes the accent colour
 * @param open what a double click or Enter does; nothing for a folder
 * @param children empty for a file
 */
public record TreeEntry(
        String id,
        String name,
        String icon,
        String note,
        boolean mark,
        Runnable open,
        List<TreeEntry> children) {
    private static final Runnable NOTHING = () -> {};

    public static TreeEntry folder(
            String id, String name, String icon, String note, List<TreeEntry> children) {
        return new TreeEntry(id, name, icon, note, false, NOTHING, List.copyOf(children));
    }

    public static TreeEntry file(String id, String name, String icon, String note, Runnable open) {
        return new TreeEntry(id, name, icon, note, false, open, List.of());
    }
}
