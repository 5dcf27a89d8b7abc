package dev.dspex.cli;

import dev.dspex.orchestration.Arm;
import dev.dspex.program.ModuleKind;
import dev.dspex.run.SessionArm;
import dev.dspex.run.Setup;

import java.util.ArrayList;
import java.util.List;

/** The modules of a session as the command line names them: {@code [NODE=]KIND[@LM]}. */
final class SessionArms {
    private SessionArms() {}

    static List<Arm> read(List<String> texts) throws CliException {
        List<Arm> arms = new ArrayList<>();
        for (String text : texts.isEmpty() ? List.of("Predict", "ChainOfThought") : texts) {
            arms.add(arm(text));
        }
        return arms;
    }

    static List<SessionArm> of(Setup setup, List<Arm> arms) throws CliException {
        List<SessionArm> made = new ArrayList<>();
        for (Arm arm : arms) made.add(of(setup, arm));
        return made;
    }

    private static SessionArm of(Setup setup, Arm arm) throws CliException {
        try {
            return SessionArm.of(setup, arm);
        } catch (IllegalArgumentException e) {
            throw CliException.input(
                    "bad_arm",
                    "The program has no module node for the arm \"" + arm.name() + "\".",
                    "Name a node of the program that is a module: NODE=KIND.");
        }
    }

    private static Arm arm(String text) throws CliException {
        int equals = text.indexOf('=');
        int at = text.indexOf('@', equals + 1);
        String node = equals < 0 ? null : text.substring(0, equals).strip();
        String kind = text.substring(equals + 1, at < 0 ? text.length() : at).strip();
        String lm = at < 0 ? null : text.substring(at + 1).strip();
        if (!kind.isEmpty() && ModuleKind.of(kind).isEmpty()) {
            throw CliException.input(
                    "unknown_kind",
                    "The arm \"" + text + "\" names no kind of module: \"" + kind + "\".",
                    "Write [NODE=]KIND[@LM], such as ChainOfThought or route=Predict@main.");
        }
        return new Arm(text, node, kind.isEmpty() ? null : kind, lm);
    }
}
