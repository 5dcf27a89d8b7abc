package dev.dspex.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The store of a project, wherever it could be.
 *
 * @param personal whether it lies in the person's own data folder, because the project may not be
 *     written; it starts as a copy of the project's, and what is added stays on this machine
 * @param fresh whether there was none before
 */
public record ProjectStore(RunStore store, boolean personal, boolean fresh)
        implements AutoCloseable {

    private static final String NAME = "runs.db";

    /**
     * Opens the store of a project for writing.
     *
     * @param personalData the person's data folder of the workbench
     * @throws StoreException when neither place can be written, or the store is damaged
     */
    public static ProjectStore open(Path project, Path personalData) {
        Path own = project.resolve(".dspex").resolve(NAME);
        try {
            boolean fresh = Files.notExists(own);
            RunStore store = RunStore.open(own);
            keepOutOfGit(own.resolveSibling(".gitignore"));
            return new ProjectStore(store, false, fresh);
        } catch (StoreException e) {
            if (!e.error().code().equals("store_read_only")) {
                throw e;
            }
        }
        Path copy = personalData.resolve("projects").resolve(key(project)).resolve(NAME);
        try {
            Files.createDirectories(copy.getParent());
            if (Files.isReadable(own) && Files.notExists(copy)) {
                copyIfThere(own.resolveSibling(NAME + "-wal"), copy.resolveSibling(NAME + "-wal"));
                copyIfThere(own, copy);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "store_read_only",
                    "Neither the project nor "
                            + personalData
                            + " can be written, so runs cannot be stored.",
                    "Give yourself the right to write to one of the two.",
                    e.toString());
        }
        boolean fresh = Files.notExists(copy);
        return new ProjectStore(RunStore.open(copy), true, fresh);
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
        }
    }

    private static void keepOutOfGit(Path ignore) {
        try {
            if (Files.notExists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            throw new StoreException(
                    "store_read_only",
                    "The folder " + ignore.getParent() + " cannot be written.",
                    "Give yourself the right to write to it.",
                    e.toString());
        }
    }

    private static String key(Path project) {
        try {
            byte[] path = project.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(path), 0, 8);
        } catch (IOException e) {
            throw new StoreException(
                    "missing_project",
                    "The folder " + project + " does not exist.",
                    "Check the path of the project.",
                    e.toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
