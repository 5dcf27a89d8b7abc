package dev.dspex.serve;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What a client must know. It is made anew for each start, and neither stored nor logged. */
public final class Token {
    private static final int BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** A token that nobody can guess. */
    public static Token make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text that clients send; to be shown once. */
    public String reveal() {
        return text;
    }

    /** Whether a header {@code Authorization} has it; takes as long whatever is wrong. */
    boolean opens(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        return MessageDigest.isEqual(
                header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Token";
    }
}
