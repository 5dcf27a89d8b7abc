package dev.dspex.project;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Keeps a second process from changing a project. The lock is the operating system's, on {@code
 * .dspex/lock}, so it is gone with its process however that ends; the file says who holds it.
 */
public final class ProjectLock implements AutoCloseable {

    /** Beyond the text of the file, which others must be able to read. */
    private static final long LOCKED_BYTE = Integer.MAX_VALUE;

    private final FileChannel channel;
    private final FileLock lock;

    private ProjectLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    public static Locked tryLock(Path project) {
        Path file = project.resolve(".dspex").resolve("lock");
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            FileLock lock = lockOrNull(channel);
            if (lock == null) {
                channel.close();
                return holder(file);
            }
            String text = ProcessHandle.current().pid() + " " + Instant.now() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            return new Locked.Here(new ProjectLock(channel, lock));
        } catch (IOException e) {
            return new Locked.Unwritable(e.toString());
        }
    }

    /** Java throws where this process itself has the lock. */
    private static @Nullable FileLock lockOrNull(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static Locked.Elsewhere holder(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            if (words.length == 2) {
                return new Locked.Elsewhere(Long.valueOf(words[0]), Instant.parse(words[1]));
            }
        } catch (IOException | NumberFormatException | DateTimeParseException _) {
            // Who it is stays unknown; that somebody holds the lock does not.
        }
        return new Locked.Elsewhere(null, null);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
