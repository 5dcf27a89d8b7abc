package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.compare.Choosing;
import dev.dspex.app.dataset.Expected;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.Judging;
import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.Choice;
import dev.dspex.judgement.Judgement;
import dev.dspex.judgement.JudgementFile;
import dev.dspex.judgement.Judgements;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the person thinks of answers, kept in the project in the order it was said. JavaFX thread
 * only.
 */
final class ProjectJudgements implements Judging, Choosing {
    private final JudgementFile file;
    private final Background background;
    private final BiConsumer<String, Expected> expect;
    private final Consumer<Notice> notices;
    private final InstantSource clock;
    private final List<Runnable> listeners = new ArrayList<>();
    private final Queue<Judgement> waiting = new ArrayDeque<>();
    private Judgements judgements = Judgements.NONE;
    private boolean busy;

    /**
     * @param expect makes an answer what is expected of its row in a split
     */
    ProjectJudgements(
            Path project,
            Background background,
            BiConsumer<String, Expected> expect,
            Consumer<Notice> notices,
            InstantSource clock) {
        file = new JudgementFile(project);
        this.background = background;
        this.expect = expect;
        this.notices = notices;
        this.clock = clock;
        load();
    }

    /** What the file has, and what is still on its way into it. */
    private void load() {
        busy = true;
        background.run(
                file::read,
                content -> {
                    judgements = content.judgements();
                    waiting.forEach(said -> judgements = judgements.with(said));
                    listeners.forEach(Runnable::run);
                    if (!content.problems().isEmpty()) {
                        var first = content.problems().getFirst();
                        notices.accept(Notice.warning(first.message(), first.hint()));
                    }
                    busy = false;
                    write();
                },
                error -> {
                    failed(text("workbench.judgements.unread"), error);
                    busy = false;
                    write();
                });
    }

    @Override
    public OptionalDouble rating(EvaluationModel.Row row) {
        return row.isAnswered()
                ? judgements.rating(row.inputs(), row.outputs())
                : OptionalDouble.empty();
    }

    @Override
    public void rate(String run, EvaluationModel.Row row, double score) {
        if (!(row.inputs() instanceof ObjectNode inputs)
                || !(row.outputs() instanceof ObjectNode answer)) return;
        say(new Judgement.Rating(inputs, answer, score, origin(run, row.id())));
    }

    @Override
    public Judgements judgements() {
        return judgements;
    }

    @Override
    public void choose(AnswerPair pair, Choice choice, String run) {
        say(pair.judged(choice, origin(run, pair.row())));
    }

    private Judgement.Origin origin(String run, String row) {
        var by = System.getProperty("user.name", "");
        return new Judgement.Origin(by, clock.instant(), run, row);
    }

    private void say(Judgement judgement) {
        judgements = judgements.with(judgement);
        waiting.add(judgement);
        listeners.forEach(Runnable::run);
        write();
    }

    @Override
    public void expect(String split, EvaluationModel.Row row) {
        expect.accept(split, new Expected(row.id(), row.inputs(), row.outputs()));
    }

    @Override
    public void watch(Runnable listener) {
        listeners.add(listener);
    }

    /** One after the other, so that the last word stands last. */
    private void write() {
        var next = waiting.peek();
        if (busy || next == null) return;
        busy = true;
        background.run(
                () -> {
                    file.append(next);
                    return next;
                },
                _ -> {
                    waiting.remove();
                    busy = false;
                    write();
                },
                error -> {
                    waiting.remove();
                    failed(text("workbench.judgements.unsaved"), error);
                    load();
                });
    }

    private void failed(String what, Throwable error) {
        notices.accept(Notice.error(what, String.valueOf(error.getMessage())));
    }
}
