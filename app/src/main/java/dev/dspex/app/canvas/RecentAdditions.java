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

    /** Those used lately, newest first. */
    List<Addition> among(List<Addition> all) {
        var found = new ArrayList<Addition>();
        for (var key : keys) all.stream().filter(a -> a.key().equals(key)).forEach(found::add);
        return found;
    }
}
