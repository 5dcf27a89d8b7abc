package dev.dspex.app.variable;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.fx.Background;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.variable.About;
import dev.dspex.variable.Binding;
import dev.dspex.variable.Change;
import dev.dspex.variable.Checked;
import dev.dspex.variable.Coordinator;
import dev.dspex.variable.Demos;
import dev.dspex.variable.Domain;
import dev.dspex.variable.MemoryLog;
import dev.dspex.variable.Rule;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableSpace;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Variables of all kinds over the triage program, and what became of them. */
final class Sample {
    private Sample() {}

    static Coordinator coordinator() {
        return new Coordinator(space(), new MemoryLog(), InstantSource.system());
    }

    static Coordinator empty() {
        return new Coordinator(VariableSpace.EMPTY, new MemoryLog(), InstantSource.system());
    }

    /** Everything happens at once, on the thread that asks. */
    static VariablesModel model(Coordinator coordinator, ManualFx fx) {
        var program = TriageProgram.make();
        return new VariablesModel(
                coordinator,
                new Background(fx, Runnable::run),
                () -> Map.of(program.name(), program),
                () -> List.of("practice"),
                "You");
    }

    static void study(Coordinator coordinator) {
        for (var value : new double[] {0.7, 0.5, 0.5, 0.4, 0.6, 0.35, 0.3})
            coordinator.coordinate(
                    Change.of(
                            "temp.reason",
                            value,
                            "Study 14",
                            "Best of 5 values tried, score +0.021"));
    }

    private static VariableSpace space() {
        var name = TriageProgram.make().name();
        var variables =
                List.<Variable>of(
                        new Variable.Free(
                                "classify.module",
                                new Domain.Modules(List.of("Predict", "ChainOfThought")),
                                "ChainOfThought"),
                        new Variable.Free("temp.reason", new Domain.FloatRange(0, 1, 0.05), 0.5),
                        new Variable.Composite("temp.reply", "temp.reason * 1.5", About.NOTHING),
                        new Variable.Conditional(
                                "retry.cooler",
                                "temp.reply > 0.6",
                                new Domain.FloatRange(0, 0.5, null),
                                0.15,
                                About.NOTHING),
                        new Variable.Free(
                                "reply.max_tokens", new Domain.IntegerRange(64, 1024, 1), 320L),
                        new Variable.Free(
                                "reply.style",
                                new Domain.Choice(List.of("plain", "warm", "formal")),
                                "plain"),
                        new Variable.Free(
                                "classify.instr",
                                new Domain.Instruction(120),
                                "Decide how soon a person must act."),
                        new Variable.Free("classify.demos", new Domain.DemoSet(8), Demos.NONE));
        var bindings =
                List.of(
                        new Binding("temp.reason", name, "classify", "temperature"),
                        new Binding("temp.reply", name, "draft", "temperature"),
                        new Binding("retry.cooler", name, "investigate", "temperature"),
                        new Binding("reply.max_tokens", name, "draft", "max_tokens"),
                        new Binding("classify.instr", name, "classify", "instructions"));
        var rules = List.of(new Rule("temp.reason <= 0.5 || reply.style != 'formal'"));
        return switch (VariableSpace.of(variables, bindings, rules)) {
            case Checked.Ok(var space) -> space;
            case Checked.Bad(var problems) -> throw new AssertionError(problems);
        };
    }
}
