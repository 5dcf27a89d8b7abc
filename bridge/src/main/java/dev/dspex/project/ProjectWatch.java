package dev.dspex.project;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says which files of a project somebody changed: programs, code, data, learned states, variables
 * and the project file. Changes that come together are told together. Hidden files and the
 * workbench's own bookkeeping do not count.
 */
public final class ProjectWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectWatch.class);
    private static final Set<String> FOLDERS = Set.of("programs", "code", "data", "state");

    private static final Set<String> FILES = Set.of(ProjectFile.NAME, "variables.json");

    /** Milliseconds without a further change after which changes are told. */
    private static final long QUIET = 150;

    private final Path folder;
    private final Consumer<Set<String>> changed;
    private final WatchService service;
    private final Map<WatchKey, Path> watched = new HashMap<>();

    private ProjectWatch(Path folder, Consumer<Set<String>> changed, WatchService service) {
        this.folder = folder;
        this.changed = changed;
        this.service = service;
    }

    /**
     * Watches from now on.
     *
     * @param changed called on a thread of its own with paths in the project, with slashes
     * @throws IOException when the system lets nobody watch the folder
     */
    public static ProjectWatch start(Path folder, Consumer<Set<String>> changed)
            throws IOException {
        var real = folder.toRealPath();
        var watch = new ProjectWatch(real, changed, real.getFileSystem().newWatchService());
        try {
            watch.register(real);
            for (var inner : FOLDERS) watch.registerAll(real.resolve(inner));
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        Thread.ofVirtual().name("project-watch").start(watch::loop);
        return watch;
    }

    private void registerAll(Path top) throws IOException {
        if (!Files.isDirectory(top)) return;
        try (Stream<Path> folders = Files.walk(top)) {
            for (var inner : (Iterable<Path>) folders.filter(Files::isDirectory)::iterator)
                register(inner);
        }
    }

    private void register(Path folder) throws IOException {
        watched.put(
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE),
                folder);
    }

    private void loop() {
        try {
            while (true) {
                var files = new TreeSet<String>();
                take(service.take(), files);
                WatchKey next;
                while ((next = service.poll(QUIET, TimeUnit.MILLISECONDS)) != null)
                    take(next, files);
                if (!files.isEmpty()) changed.accept(files);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("{} is not watched any more", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(WatchKey key, Set<String> files) {
        var at = watched.get(key);
        for (var event : key.pollEvents())
            if (at != null && event.context() instanceof Path name) take(at, name, event, files);
        if (!key.reset()) watched.remove(key);
    }

    private void take(Path at, Path name, WatchEvent<?> event, Set<String> files) {
        var file = at.resolve(name);
        if (name.toString().startsWith(".") || name.toString().equals("__pycache__")) return;
        if (Files.isDirectory(file)) {
            if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE && counts(file)) found(file);
            return;
        }
        if (counts(file)) files.add(folder.relativize(file).toString().replace('\\', '/'));
    }

    /** In one of the folders of a project, or the project file. */
    private boolean counts(Path file) {
        var inside = folder.relativize(file);
        return inside.getNameCount() == 1 && !Files.isDirectory(file)
                ? FILES.contains(inside.toString())
                : FOLDERS.contains(inside.getName(0).toString());
    }

    private void found(Path made) {
        try {
            registerAll(made);
        } catch (IOException e) {
            LOG.warn("{} is not watched", made, e);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
