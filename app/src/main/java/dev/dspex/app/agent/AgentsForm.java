package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.agent.AgentsPlan;
import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.agent.Capabilities;
import dev.dspex.app.kit.Choice;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the next run gives tasks to agents. */
final class AgentsForm extends VBox {
    private final AgentsHost host;
    private final ComboBox<String> split;
    private final TextField voters = field("agent.voters", "3");
    private final TextField quorum = field("agent.quorum", "0.5");
    private final TextField patience = field("agent.patience", "120");
    private final TextField requires = field("agent.requires.field", "");
    private final CheckBox askAll = new CheckBox(text("agent.askall"));
    private final Runnable changed;
    private Coordination coordination = Coordination.CONSENSUS;
    private boolean touched;

    AgentsForm(AgentsHost host, Runnable changed) {
        this.host = host;
        this.changed = changed;
        setId("agents-setup");
        split = Choice.of(text("agent.data"), List.of(), "", this::rows);
        split.setId("agents-data");
        voters.setId("agents-voters");
        quorum.setId("agents-quorum");
        patience.setId("agents-patience");
        requires.setId("agents-requires");
        requires.setPrefColumnCount(14);
        askAll.setId("agents-ask-all");
        askAll.setWrapText(true);
        askAll.setMinHeight(USE_PREF_SIZE);
        for (var one : List.of(voters, quorum, patience)) one.textProperty().subscribe(changed);
        requires.textProperty()
                .subscribe(
                        () -> {
                            touched |= requires.isFocused();
                            changed.run();
                        });
        getChildren()
                .add(
                        Panels.section(
                                Panels.sectionTitle(text("agent.setup")),
                                Choice.field(text("agent.data"), split),
                                pair(
                                        Choice.field(text("agent.voters"), voters),
                                        Choice.field(text("agent.quorum"), quorum)),
                                pair(
                                        Choice.field(text("agent.requires.field"), requires),
                                        Choice.field(text("agent.patience"), patience)),
                                askAll));
        refresh();
    }

    private static TextField field(String key, String value) {
        var field = Fields.mono(value, text(key));
        field.setPrefColumnCount(6);
        return field;
    }

    private static HBox pair(VBox first, VBox second) {
        var row = Layout.row(8, first, second);
        row.getChildren().forEach(part -> HBox.setHgrow(part, Priority.ALWAYS));
        return row;
    }

    private String rows(@Nullable String name) {
        if (name == null) return "";
        int rows = host.splits().get().getOrDefault(name, 0);
        return rows == 0 ? name : text("agent.rows", name, rows);
    }

    void refresh() {
        var names = new ArrayList<>(host.splits().get().keySet());
        if (!split.getItems().equals(names)) split.getItems().setAll(names);
        if (split.getValue() == null || !names.contains(split.getValue()))
            split.setValue(
                    names.contains("validation")
                            ? "validation"
                            : names.isEmpty() ? null : names.getFirst());
        var asked = String.join(", ", host.registry().getValue().requires());
        if (!touched && !requires.getText().equals(asked)) requires.setText(asked);
        boolean one = coordination == Coordination.NONE;
        voters.setDisable(one);
        quorum.setDisable(one);
        askAll.setDisable(one);
    }

    Coordination coordination() {
        return coordination;
    }

    void coordination(Coordination wanted) {
        coordination = wanted;
        refresh();
        changed.run();
    }

    String split() {
        return split.getValue() == null ? "" : split.getValue();
    }

    /** Empty, and fields marked, where something is typed that cannot be. */
    Optional<AgentsPlan> plan() {
        double many = number(voters, 1, 64, true);
        double share = number(quorum, 0, 1, false);
        double seconds = number(patience, 0.1, 1e6, false);
        var needed = needed();
        boolean known = needed.stream().allMatch(Capabilities::isName);
        Fields.invalid(requires, !known);
        if (Double.isNaN(many + share + seconds) || !known || split().isEmpty())
            return Optional.empty();
        return Optional.of(
                new AgentsPlan(
                        coordination,
                        (int) many,
                        share,
                        askAll.isSelected(),
                        Duration.ofMillis(Math.round(seconds * 1000)),
                        needed,
                        null));
    }

    private Set<String> needed() {
        return new LinkedHashSet<>(
                Arrays.stream(requires.getText().split("[,\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static double number(TextField field, double least, double most, boolean whole) {
        double found;
        try {
            found = Double.parseDouble(field.getText().strip());
        } catch (NumberFormatException _) {
            found = Double.NaN;
        }
        boolean good = found >= least && found <= most && (!whole || found == Math.rint(found));
        Fields.invalid(field, !good);
        return good ? found : Double.NaN;
    }
}
