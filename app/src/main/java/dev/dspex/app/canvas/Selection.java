package dev.dspex.app.canvas;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is selected on the canvas: boxes, or one link. The box selected last is the one that the
 * inspector shows. JavaFX thread only.
 */
public final class Selection {
    private final Set<String> boxes = new LinkedHashSet<>();
    private final ObjectProperty<@Nullable String> last = new SimpleObjectProperty<>(this, "last");
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Wire wire;
    private boolean changing;

    Selection() {
        last.subscribe(
                id -> {
                    if (!changing) only(id == null ? List.of() : List.of(id));
                });
    }

    public Set<String> boxes() {
        return Collections.unmodifiableSet(boxes);
    }

    public boolean contains(String id) {
        return boxes.contains(id);
    }

    public boolean isEmpty() {
        return boxes.isEmpty() && wire == null;
    }

    /** The selected link, or null. */
    @Nullable Wire wire() {
        return wire;
    }

    ObjectProperty<@Nullable String> lastProperty() {
        return last;
    }

    /** Selects these boxes and nothing else. */
    public void only(Collection<String> ids) {
        if (wire == null && List.copyOf(boxes).equals(List.copyOf(ids))) return;
        boxes.clear();
        boxes.addAll(ids);
        wire = null;
        changed();
    }

    public void clear() {
        only(List.of());
    }

    void add(Collection<String> ids) {
        var wanted = new LinkedHashSet<>(boxes);
        wanted.addAll(ids);
        only(wanted);
    }

    /** In or out of the selection, the rest stays. */
    void toggle(String id) {
        var wanted = new LinkedHashSet<>(boxes);
        if (!wanted.remove(id)) wanted.add(id);
        only(wanted);
    }

    void only(Wire link) {
        boxes.clear();
        wire = link;
        changed();
    }

    /** What is gone is not selected. */
    void retain(Set<String> ids, List<Wire> wires) {
        var gone = wire != null && !wires.contains(wire);
        if (gone) wire = null;
        if (boxes.retainAll(ids) || gone) changed();
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        var newest = boxes.isEmpty() ? null : List.copyOf(boxes).getLast();
        changing = true;
        try {
            if (!Objects.equals(last.get(), newest)) last.set(newest);
        } finally {
            changing = false;
        }
        listeners.forEach(Runnable::run);
    }
}
