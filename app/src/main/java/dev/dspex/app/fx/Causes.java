package dev.dspex.app.fx;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

final class Causes {
    private Causes() {}

    /** The failure itself, out of the wrappers that futures put around it. */
    static Throwable root(Throwable error) {
        var cause = error.getCause();
        var wrapped = error instanceof CompletionException || error instanceof ExecutionException;
        return wrapped && cause != null ? root(cause) : error;
    }
}
