package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.shell.TreeEntry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lines of the project tree. */
final class ProjectTree {
    /** What a line opens. */
    interface Opener {
        void program(String name);

        void data(String split);

        void code(Path file);

        void state(Path file);
    }

    private ProjectTree() {}

    /**
     * @param rows number of rows of each split, as far as it is known
     */
    static List<TreeEntry> of(OpenProject project, Map<String, Integer> rows, Opener opener) {
        var lines = new ArrayList<TreeEntry>();
        lines.add(
                TreeEntry.folder(
                        "programs",
                        text("workbench.tree.programs"),
                        "folder-outline",
                        "",
                        project.documents().names().stream()
                                .map(n -> program(project, n, opener))
                                .toList()));
        lines.add(
                TreeEntry.folder(
                        "data",
                        text("workbench.tree.data"),
                        "folder-outline",
                        "",
                        project.project().file().data().entrySet().stream()
                                .map(
                                        e ->
                                                data(
                                                        e.getKey(),
                                                        project.project().path(e.getValue()),
                                                        rows,
                                                        opener))
                                .toList()));
        if (!project.code().isEmpty()) {
            lines.add(
                    TreeEntry.folder(
                            "code",
                            text("workbench.tree.code"),
                            "folder-outline",
                            "",
                            project.code().stream().map(f -> code(f, opener)).toList()));
        }
        if (!project.states().isEmpty()) {
            lines.add(
                    TreeEntry.folder(
                            "state",
                            text("workbench.tree.state"),
                            "folder-outline",
                            "",
                            project.states().stream()
                                    .map(f -> state(project, f, opener))
                                    .toList()));
        }
        return lines;
    }

    private static TreeEntry program(OpenProject project, String name, Opener opener) {
        var main = name.equals(project.main());
        return new TreeEntry(
                "canvas:" + name,
                name,
                "sitemap-outline",
                "",
                main,
                () -> opener.program(name),
                List.of());
    }

    private static TreeEntry data(
            String split, Path file, Map<String, Integer> rows, Opener opener) {
        var count = rows.get(split);
        return TreeEntry.file(
                "data:" + split,
                file.getFileName().toString(),
                "table",
                count == null ? "" : Figures.count(count),
                () -> opener.data(split));
    }

    private static TreeEntry code(Path file, Opener opener) {
        return TreeEntry.file(
                "code:" + file.getFileName(),
                file.getFileName().toString(),
                "language-python",
                "",
                () -> opener.code(file));
    }

    private static TreeEntry state(OpenProject project, Path file, Opener opener) {
        return TreeEntry.file(
                LearnedStates.STATE
                        + project.folder().relativize(file).toString().replace('\\', '/'),
                file.getFileName().toString(),
                "school-outline",
                "",
                () -> opener.state(file));
    }
}
