package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.Problem;
import dev.dspex.variable.Coordinated;

import java.util.List;

/** What became of a change, for the person. */
final class VariableWords {
    private VariableWords() {}

    /** Why it did not take place; nothing where it did. */
    static List<Problem> problems(Coordinated outcome) {
        return switch (outcome) {
            case Coordinated.Done _ -> List.of();
            case Coordinated.Refused(var problems) -> problems;
            case Coordinated.Conflict(var name, _, _) ->
                    List.of(
                            Problem.error(
                                            "conflict",
                                            text("variable.conflict", name),
                                            text("variable.conflict.help"))
                                    .at(name, null));
            case Coordinated.Held(var name, var by) ->
                    List.of(
                            Problem.error(
                                            "held",
                                            text("variable.held.by", by.holder(), name),
                                            text("variable.held.help"))
                                    .at(name, null));
        };
    }

    static Problem failed(Throwable error) {
        return Problem.error("failed", text("variable.failed"), String.valueOf(error.getMessage()));
    }
}
