package dev.dspex.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder that nobody may change while this is open, not even root. */
final class ReadOnly implements AutoCloseable {
    private final Path folder;

    private ReadOnly(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes the right to write away: by permissions, and where these do not bind (root), by the
     * file system's own attribute.
     *
     * @throws IOException when the folder can still be written
     */
    static ReadOnly of(Path folder) throws IOException, InterruptedException {
        var made = new ReadOnly(folder);
        made.writable(false);
        if (canWrite(folder)) {
            run("chattr", "-R", "+i", folder.toString());
        }
        if (canWrite(folder)) {
            made.close();
            throw new IOException("no way was found to make a folder read-only here");
        }
        return made;
    }

    private static boolean canWrite(Path folder) {
        try {
            Files.delete(Files.createFile(folder.resolve("probe")));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void writable(boolean on) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.toList();
        }
        for (Path path : all) {
            if (!path.toFile().setWritable(on, true)) {
                throw new IOException("permissions of " + path + " not set");
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!canWrite(folder)) {
            try {
                run("chattr", "-R", "-i", folder.toString());
            } catch (IOException e) {
                // There is no such command, so it was not used.
            }
        }
        writable(true);
    }
}
