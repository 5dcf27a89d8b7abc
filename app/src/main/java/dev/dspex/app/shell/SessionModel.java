package dev.dspex.app.shell;

import dev.dspex.app.kit.RunState;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** What the bars of the window say. JavaFX thread only. */
public final class SessionModel {
    /** A light of the status bar: its state, its name and what it says. */
    public record Light(RunState state, String name, String text) {}

    /** An LM to choose: alias and how it is named beside it. */
    public record Lm(String alias, String label) {}

    /**
     * What runs have used since the project was opened.
     *
     * @param usd null when a price is unknown
     */
    public record Usage(long tokens, @Nullable Double usd) {
        public static final Usage NONE = new Usage(0, 0.0);
    }

    /** How scores move: a word and its icon. */
    public record Trend(String word, String icon, boolean good) {}

    private final StringProperty project = new SimpleStringProperty("");
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final ObservableList<Lm> lms = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Lm> lm = new SimpleObjectProperty<>();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final ObjectProperty<Light> pool;
    private final ObjectProperty<Light> python;
    private final ObjectProperty<Usage> usage = new SimpleObjectProperty<>(Usage.NONE);
    private final ObjectProperty<@Nullable Trend> trend = new SimpleObjectProperty<>();
    private final ObjectProperty<Integer> errors = new SimpleObjectProperty<>(0);
    private final ObjectProperty<Integer> warnings = new SimpleObjectProperty<>(0);
    private final StringProperty saved = new SimpleStringProperty("");

    public SessionModel(Light pool, Light python) {
        this.pool = new SimpleObjectProperty<>(pool);
        this.python = new SimpleObjectProperty<>(python);
    }

    /** Name of the open project, empty for none. */
    public StringProperty projectProperty() {
        return project;
    }

    /** Forgets what is of the project that was open. */
    public void clear() {
        project.set("");
        saved.set("");
        errors.set(0);
        warnings.set(0);
        trend.set(null);
        usage.set(Usage.NONE);
    }

    public boolean hasProject() {
        return !project.get().isEmpty();
    }

    public ObservableList<Path> recent() {
        return recent;
    }

    public ObservableList<Lm> lms() {
        return lms;
    }

    public ObjectProperty<@Nullable Lm> lmProperty() {
        return lm;
    }

    /** Replaces the choices and keeps the chosen alias where it is still there. */
    public void setLms(List<Lm> choices, String alias) {
        lms.setAll(choices);
        lm.set(
                choices.stream()
                        .filter(choice -> choice.alias().equals(alias))
                        .findFirst()
                        .orElse(choices.isEmpty() ? null : choices.getFirst()));
    }

    public BooleanProperty runningProperty() {
        return running;
    }

    public ObjectProperty<Light> poolProperty() {
        return pool;
    }

    public ObjectProperty<Light> pythonProperty() {
        return python;
    }

    public ObjectProperty<Usage> usageProperty() {
        return usage;
    }

    public ObjectProperty<@Nullable Trend> trendProperty() {
        return trend;
    }

    public ObjectProperty<Integer> errorsProperty() {
        return errors;
    }

    public ObjectProperty<Integer> warningsProperty() {
        return warnings;
    }

    /** "Saved 12:41:07"; empty before the first save. */
    public StringProperty savedProperty() {
        return saved;
    }
}
