package dev.dspex.app.canvas;

import dev.dspex.pattern.OwnPattern;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be added, the same on every canvas: nodes of each kind, notes, the person's own
 * patterns; and what was added lately, newest first. JavaFX thread only.
 */
public final class AddOffer {
    private static final int KEPT = 5;

    private final List<String> keys = new ArrayList<>();
    private List<Addition> own = List.of();
    private Runnable changed = () -> {};

    /** The person's patterns are these now. */
    public void setOwn(List<OwnPattern> patterns) {
        own = patterns.stream().<Addition>map(PatternAddition::new).toList();
        changed.run();
    }

    /** Called when the person's patterns are others. */
    void onChanged(Runnable listener) {
        changed = listener;
    }

    List<Addition> all() {
        return Stream.concat(Additions.all().stream(), own.stream()).toList();
    }

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
