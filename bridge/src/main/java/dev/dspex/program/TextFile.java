package dev.dspex.program;

import static dev.dspex.program.Words.say;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Whole text files: read as strict UTF-8, written so that a crash leaves the old or the new
 * content, never half.
 */
public final class TextFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /**
     * @param shownAs the path as the person knows it
     * @throws BadFile when the file is missing, not readable, or not UTF-8
     */
    public static String read(Path file, String shownAs) throws BadFile {
        try {
            return decode(Files.readAllBytes(file), shownAs);
        } catch (IOException e) {
            throw new BadFile(unreadable(file, shownAs, e));
        }
    }

    /** What to tell the person when a file could not be read. */
    public static Problem unreadable(Path file, String shownAs, IOException cause) {
        Problem problem =
                switch (cause) {
                    case NoSuchFileException _ ->
                            Problem.error(
                                    "missing_file",
                                    say("The file %s does not exist.", shownAs),
                                    say("Check the path, or put the file there."));
                    case AccessDeniedException _ ->
                            Problem.error(
                                    "unreadable_file",
                                    say("The file %s may not be read.", shownAs),
                                    say("Give yourself the right to read it."));
                    case IOException _ when Files.isDirectory(file) ->
                            Problem.error(
                                    "unreadable_file",
                                    say("%s is a folder, not a file.", shownAs),
                                    say("Choose a file."));
                    default ->
                            Problem.error(
                                    "unreadable_file",
                                    say(
                                            "The file %s could not be read: %s.",
                                            shownAs, cause.getMessage()),
                                    say("Check the disk."));
                };
        return problem.in(shownAs);
    }

    private static String decode(byte[] bytes, String shownAs) throws BadFile {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new BadFile(notUtf8(shownAs, in.position(), line(bytes, in.position())));
        }
        String text = out.flip().toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * What to tell the person about a byte that is no UTF-8. {@code offset} is 0-based, {@code
     * line} 1-based.
     */
    public static Problem notUtf8(String shownAs, long offset, int line) {
        return Problem.error(
                        "not_utf8",
                        say(
                                "Line %s of %s is not UTF-8 text (byte %s of the file).",
                                line, shownAs, offset),
                        say("Save the file as UTF-8."))
                .in(shownAs)
                .at(line, 1);
    }

    private static int line(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /**
     * Replaces the content of a file, or makes it and its folder. A symbolic link stays a link.
     *
     * @throws IOException when nothing was changed
     */
    public static void write(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        Files.createDirectories(folder);
        Path draft = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (Files.exists(target)
                    && Files.getFileStore(target).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
            }
            Files.move(
                    draft,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
