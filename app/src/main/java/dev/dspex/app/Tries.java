package dev.dspex.app;

import dev.dspex.app.feed.RunFollower;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Batch;
import dev.dspex.app.run.LiveText;
import dev.dspex.app.run.RunActions.DataRow;
import dev.dspex.app.run.RunModel;
import dev.dspex.app.run.TryView;
import dev.dspex.app.signature.SignatureEditor;
import dev.dspex.edit.SignatureEdits;
import dev.dspex.event.Stamped;
import dev.dspex.run.RunHandle;

import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Supplier;

/**
 * Runs of one module by itself, from where its signature is edited: the module as it is in the
 * editor now, also while the rest of the program is broken. JavaFX thread only.
 */
final class Tries {
    private final Supplier<@Nullable ProjectSession> session;
    private final String program;
    private final List<String> path;
    private final SignatureEditor editor;
    private final Supplier<String> adapter;
    private final ObservableValue<Boolean> ready;
    private final Background background;
    private final RunModel model = new RunModel();
    private final LiveText live = new LiveText();
    private final TryView view;
    private @Nullable RunFollower follower;
    private @Nullable RunHandle last;

    /**
     * @param program name of the program that the module is in
     * @param path ids of the nodes that lead there within it
     * @param adapter the one whose prompt is shown
     */
    Tries(
            Supplier<@Nullable ProjectSession> session,
            String program,
            List<String> path,
            SignatureEditor editor,
            Supplier<String> adapter,
            ObservableValue<Boolean> ready,
            Background background) {
        this.session = session;
        this.program = program;
        this.path = path;
        this.editor = editor;
        this.adapter = adapter;
        this.ready = ready;
        this.background = background;
        view = new TryView(model, live, new Asked());
    }

    TryView view() {
        return view;
    }

    private final class Asked implements TryView.Actions {
        @Override
        public void run(ObjectNode inputs) {
            var open = session.get();
            var now = editor.module();
            if (open == null || now.isEmpty()) return;
            var level = editor.document().program();
            open.starts()
                    .runAlone(
                            program,
                            path,
                            SignatureEdits.alone(level, now.get()),
                            adapter.get(),
                            inputs,
                            handle -> follow(open, handle));
        }

        @Override
        public void stop() {
            if (last != null) last.cancel();
        }

        @Override
        public List<DataRow> rows() {
            var open = session.get();
            return open == null ? List.of() : open.data().picked();
        }

        @Override
        public ObservableValue<Boolean> ready() {
            return ready;
        }
    }

    private void follow(ProjectSession open, RunHandle handle) {
        last = handle;
        model.show(handle.id());
        live.show(handle.id());
        follower(open).follow(handle.id());
    }

    /** Subscribes once: the project outlives its views, and ends the subscription with its runs. */
    private RunFollower follower(ProjectSession open) {
        var known = follower;
        if (known != null) return known;
        var made =
                new RunFollower(
                        open.runs()::stored,
                        background,
                        batch -> {
                            model.accept(batch);
                            live.accept(batch);
                        });
        var batch = new Batch<Stamped>(background.fx(), made::accept);
        open.runs().service().subscribe(batch::addAll);
        follower = made;
        return made;
    }
}
