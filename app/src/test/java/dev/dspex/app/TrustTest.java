package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.event.RunStatus;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/** A project with code of its own that the person does not trust, or not yet. */
class TrustTest extends WindowFixture {
    @Test
    void whatNeedsTheCodeAsksBeforeItRunsAndSaysWhatWasNotDone() {
        startPython();
        click("#sample-order-helper");
        click("#trust-no");
        waitFor(() -> find("#graph") != null);
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        click("#run.start");
        click("#trust-no");
        waitFor(() -> shows("The program was not run."));
        OnFx.run(() -> bench.actions().evaluate());
        click("#trust-no");
        waitFor(() -> shows("The program was not measured."));
        assertThat(OnFx.call(() -> project.runs().history.items())).hasSize(1);

        click("#run.start");
        click("#trust-yes");
        waitFor(
                () ->
                        OnFx.call(
                                () ->
                                        project.runs().history.items().size() == 2
                                                && project.runs().run.status()
                                                        == RunStatus.FINISHED));
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(data.resolve("samples/order-helper")));
        waitFor(() -> OnFx.call(() -> bench.project() != null));
        assertThat(find("#trust-yes")).isNull();

        OnFx.run(() -> bench.commands().get("project.distrust").run());
        waitFor(() -> shows("The code of this project does not run any more."));
        waitFor(bench.canRun()::get);
        click("#run.start");
        click("#trust-no");
        waitFor(() -> shows("The program was not run."));
        assertThat(OnFx.call(bench.commands().get("project.distrust")::isEnabled)).isFalse();
    }

    @Test
    void anUntrustedProjectIsShownAndEdited() {
        click("#sample-order-helper");
        click("#trust-no");
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        OnFx.run(() -> bench.design().open("code:code/tools.py"));
        waitFor(() -> find("#tab-code:code/tools.py") != null);
        var project = Objects.requireNonNull(OnFx.call(bench::project)).project();
        var document = project.documents().get(project.main()).orElseThrow().document();
        OnFx.run(() -> document.apply("Describe", p -> p.withDescription("Mine")));
        OnFx.run(() -> bench.actions().save());
        waitFor(() -> OnFx.call(() -> !document.dirty()));
    }
}
