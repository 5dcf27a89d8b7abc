package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.shell.SessionModel;
import dev.dspex.program.Problem;

import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.List;

/**
 * What the status bar says of an open project: what is wrong with it, and whether all of it is
 * saved. JavaFX thread only.
 */
final class Standing {
    private final SessionModel session;
    private final Documents documents;
    private final List<Runnable> listening = new ArrayList<>();

    Standing(SessionModel session, ObservableList<Problem> problems, Documents documents) {
        this.session = session;
        this.documents = documents;
        var counted = problems.subscribe(() -> count(problems));
        listening.add(counted::unsubscribe);
        for (var open : documents.all()) listening.add(open.document().listen(_ -> showSaved()));
    }

    void close() {
        listening.forEach(Runnable::run);
    }

    private void count(List<Problem> problems) {
        var errors = (int) problems.stream().filter(Problem::isError).count();
        session.errorsProperty().set(errors);
        session.warningsProperty().set(problems.size() - errors);
    }

    private void showSaved() {
        session.savedProperty().set(documents.dirty() ? text("workbench.unsaved") : "");
    }
}
