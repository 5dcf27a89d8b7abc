package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.optimize.Optimizer.Parameter;
import dev.dspex.optimize.Forecast;
import dev.dspex.run.Limits;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form that starts a study: the optimizer, its settings, and whether the project has what it
 * needs.
 */
public final class OptimizeFormModel {
    /** Rows of one split; no rows where the project names none. */
    public record Split(String name, String path, int rows) {}

    /**
     * What the project brings.
     *
     * @param recommended optimizer that dspex.json names, empty for none
     * @param settings settings that dspex.json gives it
     * @param metric name of the metric
     * @param feedback whether the metric says why an answer is wrong; null when it is not known
     * @param lms aliases of the settings
     * @param variables how many variables drive something in the program
     */
    public record Setting(
            String recommended,
            JsonNode settings,
            List<Split> splits,
            String metric,
            @Nullable Boolean feedback,
            List<String> lms,
            int variables) {
        public Setting {
            splits = List.copyOf(splits);
            lms = List.copyOf(lms);
        }

        int rows(String split) {
            return splits.stream()
                    .filter(s -> s.name().equals(split))
                    .mapToInt(Split::rows)
                    .findFirst()
                    .orElse(0);
        }
    }

    /**
     * What the person starts.
     *
     * @param lms aliases by role; a role that is left out has the program's LM
     * @param limits the most that the study may use
     * @param variables whether it changes the program's variables
     */
    public record Start(
            String optimizer,
            ObjectNode settings,
            Map<String, String> lms,
            Limits limits,
            boolean variables) {
        /** Nothing is chosen. */
        public static final Start NOTHING =
                new Start("", JSON.objectNode(), Map.of(), Limits.NONE, false);
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Setting NOTHING =
            new Setting("", JSON.objectNode(), List.of(), "", null, List.of(), 0);

    private final Map<String, Map<String, String>> texts = new HashMap<>();
    private final Map<String, String> lms = new HashMap<>();
    private BudgetModel budget = new BudgetModel();
    private boolean changesVariables;
    private List<Optimizer> optimizers = List.of();
    private Setting setting = NOTHING;
    private @Nullable Optimizer chosen;

    /** Takes the catalogue and the project; the recommended optimizer is chosen. */
    public void open(List<Optimizer> catalogue, Setting project) {
        optimizers = List.copyOf(catalogue);
        setting = project;
        texts.clear();
        lms.clear();
        budget = new BudgetModel();
        chosen =
                catalogue.stream()
                        .filter(o -> o.name().equals(project.recommended()))
                        .findFirst()
                        .or(() -> catalogue.stream().findFirst())
                        .orElse(null);
    }

    public List<Optimizer> optimizers() {
        return optimizers;
    }

    public Setting setting() {
        return setting;
    }

    public @Nullable Optimizer chosen() {
        return chosen;
    }

    public void choose(Optimizer optimizer) {
        chosen = optimizer;
    }

    public boolean isRecommended(Optimizer optimizer) {
        return optimizer.name().equals(setting.recommended());
    }

    /**
     * What the field of a setting holds: what was typed, else what the project says, else the
     * default.
     */
    public String edited(Optimizer optimizer, Parameter parameter) {
        var typed = texts.getOrDefault(optimizer.name(), Map.of()).get(parameter.name());
        return typed != null ? typed : initial(optimizer, parameter);
    }

    public String initial(Optimizer optimizer, Parameter parameter) {
        var given = isRecommended(optimizer) ? setting.settings().get(parameter.name()) : null;
        if (given == null || given.isNull()) return parameter.initial();
        return given.isString() ? given.asString() : given.toString();
    }

    public void edit(Optimizer optimizer, Parameter parameter, String value) {
        texts.computeIfAbsent(optimizer.name(), _ -> new HashMap<>()).put(parameter.name(), value);
    }

    /**
     * Alias of the LM for a role, empty for the program's own. It stays when the optimizer changes.
     */
    public String lm(String role) {
        return lms.getOrDefault(role, "");
    }

    public void chooseLm(String role, String alias) {
        lms.put(role, alias);
    }

    /** The caps as they are typed. They stay when the optimizer changes. */
    public BudgetModel budget() {
        return budget;
    }

    /** Whether an optimizer of texts changes the program's variables too. */
    public boolean changesVariables() {
        return changesVariables;
    }

    public void changeVariables(boolean too) {
        changesVariables = too;
    }

    /**
     * Takes the optimizer that fits with the settings that make it fit; nothing where there is
     * none.
     */
    public void take(Forecast.Advice advice) {
        for (var optimizer : optimizers) {
            if (!optimizer.name().equals(advice.optimizer())) continue;
            chosen = optimizer;
            changesVariables = changesVariables || advice.variables();
            for (var parameter : optimizer.parameters()) {
                var value = advice.settings().get(parameter.name());
                if (value != null) edit(optimizer, parameter, value.asString(""));
            }
        }
    }

    /** What keeps the chosen optimizer from starting, apart from its settings. */
    public List<String> missing() {
        var optimizer = chosen;
        var missing = new ArrayList<String>();
        if (optimizer == null) return missing;
        if (!optimizer.needsVariables() && setting.rows("train") == 0)
            missing.add(text("optimize.form.no_train"));
        if (optimizer.needsValidation() && setting.rows("validation") == 0)
            missing.add(text("optimize.form.no_validation", optimizer.name()));
        if (optimizer.needsVariables() && setting.variables() == 0)
            missing.add(text("optimize.form.no_variables", optimizer.name()));
        if (setting.metric().isEmpty()) missing.add(text("optimize.form.no_metric"));
        return missing;
    }

    /** What the person should know before the start. */
    public List<String> warnings() {
        var optimizer = chosen;
        var warnings = new ArrayList<String>();
        if (optimizer == null) return warnings;
        if (optimizer.needsFeedback() && Boolean.FALSE.equals(setting.feedback()))
            warnings.add(text("optimize.form.no_feedback", optimizer.name(), setting.metric()));
        if (setting.rows("test") == 0) warnings.add(text("optimize.form.no_test"));
        return warnings;
    }

    /** Sentences by setting. */
    public Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        var optimizer = chosen;
        if (optimizer == null) return problems;
        for (var parameter : optimizer.parameters()) {
            var sentence = problem(parameter, edited(optimizer, parameter).strip());
            if (!sentence.isEmpty()) problems.put(parameter.name(), sentence);
        }
        return problems;
    }

    private static String problem(Parameter parameter, String value) {
        if (value.isEmpty())
            return parameter.required() ? text("optimize.form.required", parameter.name()) : "";
        return switch (parameter.type()) {
            case INT ->
                    value.matches("-?\\d{1,12}")
                            ? range(parameter, Double.parseDouble(value))
                            : text("optimize.form.whole", parameter.name());
            case FLOAT ->
                    value.matches("-?\\d*\\.?\\d+([eE]-?\\d+)?")
                            ? range(parameter, Double.parseDouble(value))
                            : text("optimize.form.number", parameter.name());
            case CHOICE ->
                    parameter.choices().contains(value)
                            ? ""
                            : text("optimize.form.choose", parameter.name());
            case BOOL, TEXT -> "";
        };
    }

    private static String range(Parameter parameter, double value) {
        var least = parameter.minimum();
        var most = parameter.maximum();
        if (least != null && value < least)
            return text("optimize.form.least", parameter.name(), plain(least));
        if (most != null && value > most)
            return text("optimize.form.most", parameter.name(), plain(most));
        return "";
    }

    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * What to start, null while something is missing or wrong. Settings that are as the optimizer
     * has them are left out.
     */
    public @Nullable Start start() {
        var optimizer = chosen;
        if (optimizer == null || !missing().isEmpty() || !problems().isEmpty()) return null;
        if (!budget.valid()) return null;
        var settings = JSON.objectNode();
        for (var parameter : optimizer.parameters()) {
            var value = edited(optimizer, parameter).strip();
            if (!value.equals(parameter.initial()))
                settings.set(parameter.name(), json(parameter, value));
        }
        var chosenLms = new LinkedHashMap<String, String>();
        for (var role : optimizer.roles()) if (!lm(role).isEmpty()) chosenLms.put(role, lm(role));
        var variables = optimizer.needsVariables() || (changesVariables && setting.variables() > 0);
        return new Start(optimizer.name(), settings, chosenLms, budget.limits(), variables);
    }

    private static JsonNode json(Parameter parameter, String value) {
        if (value.isEmpty()) return JSON.nullNode();
        return switch (parameter.type()) {
            case INT -> JSON.numberNode(Long.parseLong(value));
            case FLOAT -> JSON.numberNode(Double.parseDouble(value));
            case BOOL -> JSON.booleanNode(value.equals("true"));
            case CHOICE, TEXT -> JSON.stringNode(value);
        };
    }
}
