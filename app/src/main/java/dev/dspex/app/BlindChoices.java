package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.compare.BlindModel;
import dev.dspex.app.compare.BlindModel.Side;
import dev.dspex.app.compare.BlindView;
import dev.dspex.app.compare.Choosing;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.DockArea;
import dev.dspex.app.shell.View;
import dev.dspex.judgement.AnswerPairs;
import dev.dspex.store.RunSummary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.function.Consumer;

/** Opens views in which a person chooses between the answers of two runs. JavaFX thread only. */
final class BlindChoices {
    private static final String BLIND = "blind:";
    private static final Logger LOG = LoggerFactory.getLogger(BlindChoices.class);

    private final ProjectRuns runs;
    private final DockArea docks;
    private final Choosing choosing;
    private final Background background;
    private final Consumer<Notice> notices;

    BlindChoices(
            ProjectRuns runs,
            DockArea docks,
            Choosing choosing,
            Background background,
            Consumer<Notice> notices) {
        this.runs = runs;
        this.docks = docks;
        this.choosing = choosing;
        this.background = background;
        this.notices = notices;
    }

    /** A study against itself, before and after; an evaluation against the one that is shown. */
    void withShown(String id) {
        var shown = runs.evaluation.run();
        if (runs.kind(id).equals("optimize")) choose(id, id);
        else if (runs.kind(id).equals("evaluate") && !shown.isEmpty() && !shown.equals(id))
            choose(id, shown);
        else
            notices.accept(
                    Notice.warning(
                            text("compare.choose.which"), text("compare.choose.which.help")));
    }

    /** The first and the last answers of a study where both are the same run. */
    void choose(String one, String other) {
        background.run(
                () -> found(one, other),
                found -> show(new BlindModel(found.first, found.second, found.pairs, choosing)),
                error -> {
                    LOG.warn("no answers to choose between", error);
                    notices.accept(
                            Notice.error(
                                    text("compare.failed"), String.valueOf(error.getMessage())));
                });
    }

    private record Found(Side first, Side second, AnswerPairs pairs) {}

    private Found found(String one, String other) throws IOException {
        var first = run(one);
        var second = run(other);
        if (first.number() > second.number()) return found(other, one);
        var earlier = String.valueOf(first.number());
        var later = String.valueOf(second.number());
        boolean alone = one.equals(other);
        return new Found(
                new Side(
                        one,
                        alone ? text("compare.first.name", earlier) : text("compare.ran", earlier)),
                new Side(
                        other,
                        alone ? text("compare.last.name", later) : text("compare.ran", later)),
                AnswerPairs.of(runs.store(), one, other));
    }

    private RunSummary run(String id) throws IOException {
        return runs.store().run(id).orElseThrow(() -> new IOException("there is no run " + id));
    }

    private void show(BlindModel blind) {
        var id = BLIND + blind.first().run() + ":" + blind.second().run();
        docks.close(id);
        docks.show(
                View.editor(
                        id, text("compare.choose"), "scale-balance", () -> new BlindView(blind)));
    }
}
