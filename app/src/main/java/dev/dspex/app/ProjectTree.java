package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.shell.TreeEntry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lines of the project tree. */
final class ProjectTree {
    private ProjectTree() {}

    /**
     * @param rows number of rows of each split, as far as it is known
     * @param variables how many there are
     * @param open opens a view by its id, which is that of the line
     */
    static List<TreeEntry> of(
            OpenProject project, Map<String, Integer> rows, int variables, Consumer<String> open) {
        var lines = new ArrayList<TreeEntry>();
        lines.add(
                TreeEntry.folder(
                        "programs",
                        text("workbench.tree.programs"),
                        "folder-outline",
                        "",
                        project.documents().names().stream()
                                .map(n -> program(project, n, open))
                                .toList()));
        lines.add(
                TreeEntry.file(
                        ProjectVariables.VIEW,
                        text("workbench.tree.variables"),
                        "hexagon-outline",
                        variables == 0 ? "" : Figures.count(variables),
                        () -> open.accept(ProjectVariables.VIEW)));
        lines.add(
                TreeEntry.folder(
                        "data",
                        text("workbench.tree.data"),
                        "folder-outline",
                        "",
                        Stream.concat(
                                        project.project().file().data().entrySet().stream()
                                                .map(
                                                        e ->
                                                                data(
                                                                        e.getKey(),
                                                                        project.project()
                                                                                .path(e.getValue()),
                                                                        rows,
                                                                        open)),
                                        project.rows().stream().map(f -> rows(project, f, open)))
                                .toList()));
        if (!project.code().isEmpty()) {
            lines.add(
                    TreeEntry.folder(
                            "code",
                            text("workbench.tree.code"),
                            "folder-outline",
                            "",
                            project.code().stream().map(f -> code(project, f, open)).toList()));
        }
        if (!project.states().isEmpty()) {
            lines.add(
                    TreeEntry.folder(
                            "state",
                            text("workbench.tree.state"),
                            "folder-outline",
                            "",
                            project.states().stream().map(f -> state(project, f, open)).toList()));
        }
        return lines;
    }

    private static TreeEntry program(OpenProject project, String name, Consumer<String> open) {
        var main = name.equals(project.main());
        return new TreeEntry(
                "canvas:" + name,
                name,
                "sitemap-outline",
                "",
                main,
                () -> open.accept("canvas:" + name),
                List.of());
    }

    private static TreeEntry data(
            String split, Path file, Map<String, Integer> rows, Consumer<String> open) {
        var count = rows.get(split);
        return TreeEntry.file(
                "data:" + split,
                file.getFileName().toString(),
                "table",
                count == null ? "" : Figures.count(count),
                () -> open.accept("data:" + split));
    }

    private static TreeEntry rows(OpenProject project, Path file, Consumer<String> open) {
        var id = DataEditors.FILE + path(project, file);
        return TreeEntry.file(
                id,
                project.folder().resolve("data").relativize(file).toString(),
                "table-off",
                text("workbench.tree.unused"),
                () -> open.accept(id));
    }

    private static TreeEntry code(OpenProject project, Path file, Consumer<String> open) {
        var id = "code:" + path(project, file);
        return TreeEntry.file(
                id, file.getFileName().toString(), "language-python", "", () -> open.accept(id));
    }

    private static TreeEntry state(OpenProject project, Path file, Consumer<String> open) {
        var id = LearnedStates.STATE + path(project, file);
        return TreeEntry.file(
                id, file.getFileName().toString(), "school-outline", "", () -> open.accept(id));
    }

    /** In the project, with slashes everywhere. */
    private static String path(OpenProject project, Path file) {
        return project.folder().relativize(file).toString().replace('\\', '/');
    }
}
