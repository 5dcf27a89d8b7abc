package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.optimize.StudySteering;
import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;
import dev.dspex.program.Words;
import dev.dspex.project.Project;
import dev.dspex.run.Limits;
import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.StoredSearch;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Steers the study that is shown, and goes on with studies of the store: resumes them, or branches
 * from them. JavaFX thread only.
 */
final class StudyControl implements StudySteering {
    private final OpenProject project;
    private final ProjectRuns runs;
    private final Setups setups;
    private final Trusting trusting;
    private final Background background;
    private final Consumer<Notice> notices;

    StudyControl(
            OpenProject project,
            ProjectRuns runs,
            Setups setups,
            Trusting trusting,
            Background background,
            Consumer<Notice> notices) {
        this.project = project;
        this.runs = runs;
        this.setups = setups;
        this.trusting = trusting;
        this.background = background;
        this.notices = notices;
    }

    private String shown() {
        return runs.study.run();
    }

    @Override
    public void pause() {
        tell(RunHandle::pause);
    }

    @Override
    public void limit(Limits limits) {
        tell(run -> run.limit(limits));
    }

    private void tell(Function<RunHandle, Optional<RunError>> what) {
        runs.running(shown())
                .ifPresent(
                        run ->
                                background.run(
                                        () -> what.apply(run),
                                        error -> error.ifPresent(this::refused),
                                        this::failed));
    }

    @Override
    public void limits(Consumer<Limits> then) {
        var id = shown();
        background.run(
                () ->
                        runs.running(id)
                                .map(RunHandle::limits)
                                .or(() -> stored(id).map(run -> search(run).limits()))
                                .orElse(Limits.NONE),
                then,
                this::failed);
    }

    @Override
    public void resume(@Nullable Limits limits) {
        resume(shown(), limits);
    }

    /** Goes on with a run of the store. */
    void resume(String id, @Nullable Limits limits) {
        asked(
                id,
                run -> {
                    var search = search(run);
                    var request = search.request(setups.now(run.program(), search, trusted()));
                    return limits == null ? request : request.within(limits);
                },
                request -> after(id, runs.resume(id, request)));
    }

    /**
     * Offers to go on with the last study where it was cut off, such as by a crash.
     *
     * @param name of a run by its id
     * @param show shows a run
     */
    void offer(UnaryOperator<String> name, Consumer<String> show) {
        background.run(
                () ->
                        runs.store().runs(RunFilter.ALL).stream()
                                .filter(run -> run.kind().equals("optimize"))
                                .findFirst()
                                .filter(run -> run.status() == RunStatus.INTERRUPTED),
                last ->
                        last.ifPresent(
                                run ->
                                        notices.accept(
                                                Notice.warning(
                                                                text(
                                                                        "workbench.study.cutoff",
                                                                        name.apply(run.id())),
                                                                text("workbench.study.cutoff.help"))
                                                        .with(
                                                                text("optimize.resume"),
                                                                () -> {
                                                                    show.accept(run.id());
                                                                    resume(run.id(), null);
                                                                })
                                                        .staying())),
                this::failed);
    }

    @Override
    public void branch(String candidate) {
        branch(shown(), candidate);
    }

    /**
     * @param candidate that it begins with; empty to begin as the run did
     */
    private void branch(String id, String candidate) {
        asked(
                id,
                run -> {
                    var search = search(run);
                    var now = setups.now(run.program(), search, trusted());
                    var request = search.request(now);
                    return candidate.isEmpty()
                            ? request
                            : search.from(candidate, request, runs.store(), now);
                },
                request -> after(id, runs.branch(id, request)));
    }

    /** How a stored run is asked for anew. */
    private interface Asking {
        RunRequest.Optimization of(RunSummary run) throws Setups.NotReady;
    }

    private void asked(String id, Asking asking, Consumer<RunRequest.Optimization> then) {
        trusting.before(
                ownCode(id),
                text("workbench.trust.optimize"),
                () -> {
                    Callable<RunRequest.Optimization> work =
                            () -> asking.of(stored(id).orElseThrow());
                    background.run(work, then, this::failed);
                });
    }

    private Set<String> ownCode(String id) {
        return stored(id)
                .flatMap(
                        run ->
                                Optional.ofNullable(project.programs().get(run.program()))
                                        .map(p -> Project.code(p, search(run).metric())))
                .orElse(Set.of());
    }

    /** A run that may not go on ends at once, and says why. */
    private void after(String id, RunHandle handle) {
        background
                .fx()
                .deliver(
                        handle.result(),
                        result -> {
                            var error = result.error();
                            if (error != null) refused(id, error);
                        },
                        this::failed);
    }

    private void refused(String id, RunError error) {
        if (error.code().equals("run_changed"))
            notices.accept(
                    Notice.warning(Words.told(error.message()), text("workbench.study.changed"))
                            .with(text("workbench.study.branch"), () -> branch(id, "")));
        else if (REFUSALS.contains(error.code())) refused(error);
    }

    /** What the view of the study does not say by itself. */
    private static final List<String> REFUSALS =
            List.of("journal_missing", "run_active", "too_many_runs", "journal_damaged");

    private void refused(RunError error) {
        notices.accept(Notice.error(Words.told(error.message()), Words.told(error.hint())));
    }

    private void failed(Throwable error) {
        notices.accept(
                Notice.error(
                        text("workbench.study.notresumed"), String.valueOf(error.getMessage())));
    }

    private boolean trusted() {
        return trusting.trusted();
    }

    private Optional<RunSummary> stored(String id) {
        return runs.store().run(id);
    }

    private StoredSearch search(RunSummary run) {
        return StoredSearch.of(runs.store(), run);
    }
}
