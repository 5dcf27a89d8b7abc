package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.optimize.Forecaster;
import dev.dspex.app.optimize.OptimizeForm;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.optimize.Optimizer;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.optimize.StudyView;
import dev.dspex.program.Words;
import dev.dspex.run.Queries;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The Studies place: the study that is shown, or the form that starts one. */
final class StudiesPlace {
    static final String ID = "studies";

    private final Background background;
    private final Engine engine;
    private final Runnable optimize;
    private final ViewStates states = new ViewStates(new StackPane());
    private @Nullable Supplier<Node> making;
    private @Nullable Node study;
    private boolean shown;
    private @Nullable JsonNode described;

    StudiesPlace(Background background, Engine engine, Runnable optimize) {
        this.background = background;
        this.engine = engine;
        this.optimize = optimize;
    }

    Node node() {
        shown = true;
        if (study == null) showStudy();
        return Layout.styled(new StackPane(states), "welcome-frame");
    }

    /** The studies of a project that was opened; their view is made when the place is seen. */
    void bind(StudyModel model, StudyActions actions, UnaryOperator<String> nameOf) {
        var start = Buttons.primary(text("workbench.studies.start"), "auto-fix");
        start.setOnAction(_ -> optimize.run());
        making = () -> new StudyView(model, actions, nameOf, start);
        study = null;
        if (shown) showStudy();
    }

    void showStudy() {
        if (study == null && making != null) study = making.get();
        if (study != null) states.show(study);
    }

    /** Shows the form; the optimizers are asked of a worker once. */
    void showForm(
            OptimizeFormModel.Setting setting,
            Consumer<OptimizeFormModel.Start> start,
            Forecaster forecaster) {
        var model = new OptimizeFormModel();
        var form = new OptimizeForm(model, start, forecaster);
        states.show(Layout.styled(new StackPane(form), "island"));
        var known = described;
        if (known != null) {
            open(form, model, setting, known);
            return;
        }
        background.run(
                () -> engine.queries().describe(),
                answer -> {
                    switch (answer) {
                        case Queries.Answer.Ok(var body) -> {
                            described = body;
                            open(form, model, setting, body);
                        }
                        case Queries.Answer.Failed(var error) ->
                                form.failed(
                                        Words.told(error.message()),
                                        Words.told(error.hint()),
                                        error.log());
                    }
                },
                error -> form.failed(text("workbench.studies.failed"), "", String.valueOf(error)));
    }

    private static void open(
            OptimizeForm form,
            OptimizeFormModel model,
            OptimizeFormModel.Setting setting,
            JsonNode described) {
        model.open(Optimizer.of(described), setting);
        form.opened();
    }
}
