package dev.dspex.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file, refused where they are no UTF-8, and hashed on their way. */
final class CheckedText extends FilterInputStream {

    /** A byte that is no UTF-8. */
    static final class NotUtf8 extends IOException {
        private final long offset;
        private final int line;

        NotUtf8(long offset, int line) {
            super("not UTF-8 at byte " + offset);
            this.offset = offset;
            this.line = line;
        }

        long offset() {
            return offset;
        }

        int line() {
            return line;
        }
    }

    private final MessageDigest digest;
    private long offset;
    private int line = 1;
    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;

    CheckedText(InputStream in) {
        super(in);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        if (count < 0) {
            if (expected > 0) {
                throw new NotUtf8(offset, line);
            }
            return count;
        }
        for (int i = from; i < from + count; i++) {
            int b = buffer[i];
            if (b >= 0 && expected == 0) {
                if (b == '\n') line++;
            } else check(b & 0xff);
            offset++;
        }
        digest.update(buffer, from, count);
        return count;
    }

    /** The well-formed sequences of table 3-7 of the Unicode standard. */
    private void check(int b) throws NotUtf8 {
        if (expected > 0) {
            if (b < lowest || b > highest) {
                throw new NotUtf8(offset, line);
            }
            expected--;
            lowest = 0x80;
            highest = 0xBF;
        } else if (b >= 0x80) {
            start(b);
        } else if (b == '\n') {
            line++;
        }
    }

    private void start(int b) throws NotUtf8 {
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            throw new NotUtf8(offset, line);
        }
    }

    /**
     * Of a whole file.
     *
     * @throws NotUtf8 when it is no text
     */
    static String sha256(Path file) throws IOException {
        try (CheckedText in = new CheckedText(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.sha256();
        }
    }

    /** Of all bytes read. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
