package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.lab.LabHost;
import dev.dspex.app.lab.LabModel;
import dev.dspex.app.lab.SetupModel;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.run.InputsModel;
import dev.dspex.app.run.InputsSheet;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.program.Field;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamsFile;

import javafx.beans.value.ObservableValue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The streams of an open project: lanes and rules as its {@code streams.json} has them, the inputs
 * of the run panel, and the runs. JavaFX thread only.
 */
final class ProjectStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectStreams.class);
    private static final int LINE = 120;

    private final OpenProject project;
    private final ProjectRuns runs;
    private final RunTools tools;
    private final RunStarts starts;
    private final ProjectData data;
    private final Background background;
    private final MainWindow window;
    private final ObservableValue<Boolean> ready;
    private final SetupModel setup = new SetupModel();
    private final WriteBehind<StreamsFile.Stored> kept;

    ProjectStreams(
            OpenProject project,
            ProjectRuns runs,
            RunTools tools,
            RunStarts starts,
            ProjectData data,
            Background background,
            MainWindow window,
            ObservableValue<Boolean> ready) {
        this.project = project;
        this.runs = runs;
        this.tools = tools;
        this.starts = starts;
        this.data = data;
        this.background = background;
        this.window = window;
        this.ready = ready;
        this.kept =
                new WriteBehind<>(
                        background,
                        this::stored,
                        stored -> StreamsFile.write(project.folder(), project.main(), stored),
                        this::notKept);
        setup.watch(kept::write);
        read();
    }

    SetupModel setup() {
        return setup;
    }

    LabModel model() {
        return runs.lab;
    }

    LabHost host() {
        return new LabHost(
                this::start,
                runs::stop,
                this::chooseInputs,
                this::inputsLine,
                this::choices,
                window::showSheet,
                window::closeSheet,
                ready);
    }

    private void read() {
        background.run(
                () -> StreamsFile.read(project.folder(), project.main()),
                read -> {
                    switch (read) {
                        case StreamsFile.Read.Ok(var stored) -> {
                            if (stored != null) kept.load(() -> setup.load(stored.plan()));
                        }
                        case StreamsFile.Read.Bad(var why) -> {
                            kept.leave();
                            window.notices()
                                    .show(Notice.warning(text("workbench.streams.bad"), why));
                        }
                    }
                },
                error -> LOG.warn("streams of {} not read", project.main(), error));
    }

    private Optional<StreamsFile.Stored> stored() {
        return setup.plan().map(plan -> new StreamsFile.Stored(plan, lastInputs()));
    }

    private ObjectNode lastInputs() {
        return withoutSecrets(values().orElseGet(JsonNodeFactory.instance::objectNode));
    }

    private void notKept(Throwable error) {
        LOG.warn("streams not kept", error);
        window.notices()
                .show(
                        Notice.error(
                                text("workbench.streams.failed"),
                                String.valueOf(error.getMessage())));
    }

    private ObjectNode withoutSecrets(ObjectNode values) {
        var kept = values.deepCopy();
        kept.remove(project.file().secretInputs());
        return kept;
    }

    private void start(StreamPlan plan) {
        values().ifPresentOrElse(
                        values -> starts.stream(plan, values, expected(values)),
                        this::chooseInputs);
    }

    /** Right values of the outputs, where the inputs are those of a row of the data. */
    private ObjectNode expected(ObjectNode values) {
        var found = JsonNodeFactory.instance.objectNode();
        var row =
                data.picked().stream()
                        .map(RunActions.DataRow::values)
                        .filter(known -> holds(known, values))
                        .findFirst();
        for (var output : main().outputs()) {
            var right = row.map(known -> known.get(output.name())).orElse(null);
            if (right != null) found.set(output.name(), right);
        }
        return found;
    }

    private static boolean holds(JsonNode row, ObjectNode values) {
        return values.properties().stream()
                .allMatch(value -> value.getValue().equals(row.get(value.getKey())));
    }

    private Optional<ObjectNode> values() {
        return switch (tools.inputs().parse()) {
            case InputsModel.Parsed.Good(var values) -> Optional.of(values);
            case InputsModel.Parsed.Bad _ -> Optional.empty();
        };
    }

    private String inputsLine() {
        var inputs = tools.inputs();
        var first =
                inputs.fields().stream()
                        .filter(field -> !inputs.isSecret(field))
                        .map(field -> inputs.edited(field).strip())
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("");
        var line = first.replaceAll("\\s+", " ");
        return line.length() > LINE ? line.substring(0, LINE) : line;
    }

    private void chooseInputs() {
        var sheet =
                new InputsSheet(
                        new InputsSheet.Words(
                                text("lab.inputs"), text("lab.lane.keep"), text("lab.cancel")),
                        tools.inputs(),
                        data::picked,
                        this::inputsChosen,
                        this::inputsChosen);
        window.showSheet(sheet);
        sheet.focusFirst();
    }

    private void inputsChosen() {
        window.closeSheet();
        tools.inputsTyped();
        runs.lab.refresh();
    }

    private LabHost.Choices choices() {
        var program = main();
        return new LabHost.Choices(
                program.name(),
                program.nodes().stream()
                        .filter(ModuleNode.class::isInstance)
                        .map(dev.dspex.program.Node::id)
                        .toList(),
                Stream.concat(kinds().stream(), patterns()).toList(),
                starts.lms(),
                program.nodes().stream()
                        .filter(ModuleNode.class::isInstance)
                        .flatMap(node -> node.outputs().stream())
                        .map(Field::name)
                        .distinct()
                        .toList(),
                project.file().metric());
    }

    /** Patterns, which take the module in whose place they stand as the one they reason with. */
    private static Stream<String> patterns() {
        return Kind.all().stream()
                .filter(kind -> kind.group() == Kind.Group.PATTERN && kind.signature())
                .map(Kind::name);
    }

    /** Modules that can stand in the place of another without more being said. */
    static List<String> kinds() {
        return Kind.all().stream()
                .filter(kind -> kind.group() == Kind.Group.MODULE && kind.signature())
                .filter(kind -> !kind.inner() && !kind.over() && kind.deprecated() == null)
                .map(Kind::name)
                .toList();
    }

    private Program main() {
        return project.mainProgram().orElseGet(() -> Program.empty("none"));
    }
}
