package dev.dspex.app.dataset;

import dev.dspex.dataset.Leaks;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import java.util.ArrayList;
import java.util.List;

/** Leaks that a test lays down; remembers which rows were to be shown. */
final class OwnLeakage implements Leakage {
    final ObjectProperty<List<Leaks.Leak>> leaks = new SimpleObjectProperty<>(List.of());
    final List<Leaks.Place> shown = new ArrayList<>();

    @Override
    public ObservableValue<List<Leaks.Leak>> found() {
        return leaks;
    }

    @Override
    public void show(Leaks.Place place) {
        shown.add(place);
    }
}
