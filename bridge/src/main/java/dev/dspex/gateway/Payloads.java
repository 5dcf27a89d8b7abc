package dev.dspex.gateway;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Jobs that are too large for Py4J go by file. The file is private to the person, lives as long as
 * the call, and holds no key: the LMs stay in the call itself.
 */
final class Payloads {
    private static final int INLINE = 64 * 1024;
    private final Path folder;

    Payloads(Path folder) {
        this.folder = folder;
    }

    /** A job as the call carries it; close it after the call. */
    record Payload(String text, @Nullable Path file) implements AutoCloseable {
        @Override
        public void close() {
            if (file != null) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    Payload of(ObjectNode job) throws IOException {
        String text = Json.write(job);
        if (text.length() <= INLINE) {
            return new Payload(text, null);
        }
        ObjectNode large = job.deepCopy();
        ObjectNode call = Json.MAPPER.createObjectNode();
        if (large.has("lms")) {
            call.set("lms", large.remove("lms"));
        }
        byte[] bytes = Json.write(large).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.createTempFile(folder, "job-", ".json", privateFile());
        Files.write(file, bytes);
        call.put("file", file.toString()).put("sha256", sha256(bytes));
        return new Payload(Json.write(call), file);
    }

    private static FileAttribute<?>[] privateFile() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
