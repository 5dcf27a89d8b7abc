package dev.dspex.app.dataset;

import dev.dspex.dataset.Leaks;

import javafx.beans.value.ObservableValue;

import java.util.List;

/** Inputs that stand in two splits of the project. JavaFX thread only. */
public interface Leakage {
    /** Those of the whole project, as they are known now. */
    ObservableValue<List<Leaks.Leak>> found();

    /** Shows a row in the view of its file. */
    void show(Leaks.Place place);
}
