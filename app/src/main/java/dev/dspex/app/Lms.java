package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.shell.SessionModel;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Settings;

import java.util.List;

/** LMs as the top bar names them. */
final class Lms {
    private Lms() {}

    static List<SessionModel.Lm> choices(Settings settings) {
        return settings.lms().stream()
                .map(lm -> new SessionModel.Lm(lm.alias(), label(lm)))
                .toList();
    }

    /** "main · gpt-4.1-mini"; the Practice LM says that it is free. */
    private static String label(LmAlias lm) {
        if (lm.practice() != null) return text("workbench.lm.practice");
        return lm.alias() + " · " + lm.model().substring(lm.model().indexOf('/') + 1);
    }
}
