package dev.dspex.judgement;

import dev.dspex.program.BadFile;
import dev.dspex.program.Problem;
import dev.dspex.program.TextFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The judgements of a project, one a line, oldest first. A line is added and never changed, so that
 * nothing that a person said gets lost. Any thread.
 */
public final class JudgementFile {
    public static final String NAME = "judgements.jsonl";

    private final Path file;

    public JudgementFile(Path project) {
        file = project.resolve(NAME);
    }

    /**
     * What the file has.
     *
     * @param problems of the lines that are no judgements, each with its line; they stay in the
     *     file
     */
    public record Content(Judgements judgements, List<Problem> problems) {}

    /** All that can be read of it; nothing where there is no file. */
    public Content read() {
        if (!Files.exists(file)) {
            return new Content(Judgements.NONE, List.of());
        }
        List<Judgement> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            int number = 0;
            for (String line : TextFile.read(file, NAME).split("\n", -1)) {
                number++;
                if (!line.isBlank()) {
                    read(line, number, found, problems);
                }
            }
        } catch (BadFile e) {
            problems.add(e.problem());
        }
        return new Content(Judgements.of(found), List.copyOf(problems));
    }

    private static void read(
            String line, int number, List<Judgement> found, List<Problem> problems) {
        try {
            found.add(JudgementFormat.read(line));
        } catch (JudgementFormat.NoJudgement e) {
            problems.add(
                    Problem.error(
                                    "judgements_bad",
                                    "Line %d of %s is no judgement: %s."
                                            .formatted(number, NAME, e.getMessage()),
                                    "Correct the line, or take it out.")
                            .in(NAME)
                            .at(null, e.field.isEmpty() ? null : e.field)
                            .at(number, 1));
        }
    }

    /**
     * Adds a line, all of it or nothing. A last line that was left without its end stays a line of
     * its own.
     *
     * @throws IOException when nothing was added
     */
    public void append(Judgement judgement) throws IOException {
        synchronized (JudgementFile.class) { // a process has a file lock once
            add(judgement);
        }
    }

    private void add(Judgement judgement) throws IOException {
        String line = JudgementFormat.write(judgement) + "\n";
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            long before = channel.size();
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.encode(endsOpen(channel, before) ? "\n" + line : line);
            try {
                for (long at = before; bytes.hasRemaining(); ) {
                    at += channel.write(bytes, at);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }

    private static boolean endsOpen(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    }

    /** Equal for equal content; empty where there is nothing in the file. */
    public String fingerprint() {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            return bytes.length == 0
                    ? ""
                    : HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException e) {
            return "unreadable"; // whoever needs the content says why
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
