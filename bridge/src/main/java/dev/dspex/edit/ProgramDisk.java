package dev.dspex.edit;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of a program that is being edited: what another hand writes into it meanwhile is noticed
 * and never written over. Any thread, one at a time a file.
 */
public final class ProgramDisk {
    /** What {@link #save} came to. */
    public sealed interface Saved {
        /** The file now has the program. */
        record Done() implements Saved {}

        /** Somebody else changed the file, which was left alone; null where it is gone. */
        record ChangedMeanwhile(@Nullable Read theirs) implements Saved {}
    }

    private final Path file;
    private final String shownAs;
    private @Nullable String known;

    /**
     * @param shownAs the path as the person knows it
     */
    public ProgramDisk(Path file, String shownAs) {
        this.file = file;
        this.shownAs = shownAs;
    }

    public Path file() {
        return file;
    }

    /** Reads the file and remembers it as what the editor has seen. */
    public synchronized Read read() {
        known = hash();
        return ProgramFile.read(file, shownAs);
    }

    /** Whether the file differs from what the editor has seen. */
    public synchronized boolean changedMeanwhile() {
        var now = hash();
        return known == null ? now != null : !known.equals(now);
    }

    /**
     * Writes the program, all of it or nothing.
     *
     * @throws IOException when the file was not changed
     */
    public synchronized Saved save(Program program) throws IOException {
        if (changedMeanwhile())
            return new Saved.ChangedMeanwhile(
                    Files.exists(file) ? ProgramFile.read(file, shownAs) : null);
        return overwrite(program);
    }

    /** Writes the program whatever the file has now: the person chose so. */
    public synchronized Saved overwrite(Program program) throws IOException {
        ProgramFile.write(file, program);
        known = hash();
        return new Saved.Done();
    }

    /** What the editor has seen of the file, as a hash; null where there was none. */
    synchronized @Nullable String known() {
        return known;
    }

    private @Nullable String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return "unreadable: " + e;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
