package dev.dspex.cli;

import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Settings;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The LM of a command, and the others that the program's nodes or the command name. */
record LmChoice(LmAlias main, List<LmAlias> others) {
    static LmChoice of(
            Settings settings,
            ProjectOptions options,
            String projectLm,
            Set<String> named,
            @Nullable String... more)
            throws CliException {
        String name = options.lm == null ? projectLm : options.lm;
        String model = options.apiBase == null || name.contains("/") ? name : "openai/" + name;
        LmAlias main =
                settings.lm(name)
                        .or(() -> settings.lm(model))
                        .orElseThrow(() -> unknown(settings, name));
        if (options.apiBase != null) {
            if (main.practice() != null) {
                throw CliException.input(
                        "lm_settings",
                        "The Practice LM answers by itself and has no address.",
                        "Name a model of the server with --lm, such as --lm openai/MODEL.");
            }
            main = main.withApiBase(options.apiBase);
        }
        Map<String, LmAlias> others = new LinkedHashMap<>();
        for (String alias : named) {
            // An alias that is not set up is reported by the worker, with its node.
            settings.lm(alias).ifPresent(lm -> others.put(lm.alias(), lm));
        }
        for (String wanted : more) {
            if (wanted != null) {
                LmAlias lm = settings.lm(wanted).orElseThrow(() -> unknown(settings, wanted));
                others.put(lm.alias(), lm);
            }
        }
        return new LmChoice(main, List.copyOf(others.values()));
    }

    private static CliException unknown(Settings settings, String name) {
        List<String> known = settings.lms().stream().map(LmAlias::alias).toList();
        return CliException.input(
                "lm_unknown",
                "There is no LM \"" + name + "\" in the settings.",
                "Known are: "
                        + String.join(", ", known)
                        + ". A model is written with its provider, such as openai/gpt-4o-mini.");
    }
}
