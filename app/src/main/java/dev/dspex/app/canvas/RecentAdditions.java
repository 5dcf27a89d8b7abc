package dev.dspex.app.canvas;

import java.util.ArrayList;
import java.util.List;

/** What was added lately, newest first. JavaFX thread only. */
public final class RecentAdditions {
    private static final int KEPT = 5;

    private final List<String> keys = new ArrayList<>();

    void used(Addition addition) {
        keys.remove(addition.key());
        keys.addFirst(addition.key());
        if (keys.size() > KEPT) keys.removeLast();
    }

    /** The same additions, those used lately first. */
    List<Addition> order(List<Addition> all) {
        var first = new ArrayList<Addition>();
        for (var key : keys) all.stream().filter(a -> a.key().equals(key)).forEach(first::add);
        all.stream().filter(a -> !first.contains(a)).forEach(first::add);
        return first;
    }
}
