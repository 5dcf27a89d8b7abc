package dev.dspex.app.signature;

import org.jspecify.annotations.Nullable;

/** What a text that a person typed means, or why it means nothing. */
sealed interface Checked<T> {
    record Right<T>(T value) implements Checked<T> {}

    /**
     * @param sentence for the person
     * @param instead a text that would be right, null where none is near
     */
    record Wrong<T>(String sentence, @Nullable String instead) implements Checked<T> {}

    static <T> Checked<T> right(T value) {
        return new Right<>(value);
    }

    static <T> Checked<T> wrong(String sentence) {
        return new Wrong<>(sentence, null);
    }
}
