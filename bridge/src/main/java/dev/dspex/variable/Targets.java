package dev.dspex.variable;

import dev.dspex.program.Field;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.ParameterSpec;
import dev.dspex.program.Parameters;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.Validation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds every parameter of a program that a variable may drive, with its type and constraint. */
public final class Targets {
    static final String ADAPTER = "adapter";

    /** The LM alias of a module node. */
    public static final String LM = "lm";

    /** What a module node is. */
    public static final String KIND = "kind";

    static final String INSTRUCTIONS = "instructions";
    static final String DEMOS = "demos";
    static final String DESCRIPTION = "description.";
    static final String TOOL = "tools.";

    private static final List<Object> ADAPTERS =
            List.of("ChatAdapter", "JSONAdapter", "XMLAdapter");
    private static final List<Object> YES_NO = List.of(true, false);

    private final Program program;
    private final List<String> lms;
    private final List<Target> found = new ArrayList<>();

    private Targets(Program program, List<String> lms) {
        this.program = program;
        this.lms = lms;
    }

    /** The program with a parameter of a node set, whoever drives it. Pure. */
    public static Program set(Program program, String node, String parameter, Object value) {
        return Parts.with(program, node, parameter, value);
    }

    /**
     * @param lms aliases of the LMs that nodes may be given; the first is taken where none is named
     */
    public static List<Target> of(Program program, List<String> lms) {
        Targets targets = new Targets(program, lms);
        targets.found.add(
                new Target("", ADAPTER, new Domain.Choice(ADAPTERS), null, ADAPTERS.getFirst()));
        targets.nodes(program, "");
        return List.copyOf(targets.found);
    }

    public static Optional<Target> find(
            Program program, String node, String parameter, List<String> lms) {
        return of(program, lms).stream()
                .filter(t -> t.node().equals(node) && t.parameter().equals(parameter))
                .findFirst();
    }

    private void nodes(Program level, String prefix) {
        for (Node node : level.nodes()) {
            String path = prefix + node.id();
            switch (node) {
                case ModuleNode module -> module(module, path, level);
                case RetrieverNode retriever ->
                        Kind.of(RetrieverNode.KIND).stream()
                                .flatMap(kind -> kind.parameters().stream())
                                .forEach(spec -> setting(path, spec, retriever.parameters()));
                case ProgramNode inner -> nodes(inner.program(), path + ".");
                default -> {}
            }
        }
    }

    private void module(ModuleNode node, String path, Program level) {
        node.parameterSpecs().forEach(spec -> setting(path, spec, node.parameters()));
        add(path, INSTRUCTIONS, new Domain.Instruction(0), node.signature().instructions(), "");
        add(path, DEMOS, new Domain.DemoSet(Target.MOST_DEMOS), null, Demos.NONE);
        if (!lms.isEmpty()) {
            List<Object> aliases =
                    Stream.concat(lms.stream(), Stream.ofNullable(node.lm()))
                            .distinct()
                            .<Object>map(alias -> alias)
                            .toList();
            add(path, LM, new Domain.Choice(aliases), node.lm(), aliases.getFirst());
        }
        if (Domain.Modules.isModule(node.kindName())) {
            add(path, KIND, new Domain.Modules(kinds(node, level)), node.kindName(), "");
        }
        Stream.concat(node.signature().inputs().stream(), node.signature().outputs().stream())
                .forEach(field -> description(path, field));
        if (node.usesTools()) {
            node.tools()
                    .forEach(
                            tool ->
                                    add(
                                            path,
                                            TOOL + function(tool),
                                            new Domain.Choice(YES_NO),
                                            true,
                                            true));
        }
    }

    private void description(String path, Field field) {
        add(path, DESCRIPTION + field.name(), new Domain.Instruction(0), field.description(), "");
    }

    private void setting(String path, ParameterSpec spec, Parameters parameters) {
        Domain domain = domain(spec);
        Object standard = spec.standard();
        Object typical =
                standard != null && domain.has(domain.canonical(standard))
                        ? standard
                        : typical(spec.name(), domain);
        add(path, spec.name(), domain, parameters.get(spec.name()), typical);
    }

    private void add(
            String path, String parameter, Domain domain, @Nullable Object now, Object typical) {
        found.add(new Target(path, parameter, domain, now, typical));
    }

    private static Domain domain(ParameterSpec spec) {
        return switch (spec.type()) {
            case FLOAT ->
                    new Domain.FloatRange(
                            Objects.requireNonNullElse(spec.minimum(), 0.0),
                            Objects.requireNonNullElse(spec.maximum(), 1.0),
                            null);
            case INT ->
                    new Domain.IntegerRange(
                            Objects.requireNonNullElse(spec.minimum(), 0.0).longValue(),
                            Objects.requireNonNullElse(spec.maximum(), 1000.0).longValue(),
                            1);
            case BOOL -> new Domain.Choice(YES_NO);
            case CHOICE -> new Domain.Choice(List.copyOf(spec.choices()));
            case TEXT -> new Domain.Instruction(0);
        };
    }

    private static Object typical(String name, Domain domain) {
        return switch (domain) {
            case Domain.FloatRange(double from, double to, var _) ->
                    name.equals("temperature") ? 0.7 : name.equals("top_p") ? to : from;
            case Domain.IntegerRange(long from, long to, var _) ->
                    name.equals("max_tokens") ? 512L : Math.min(to, Math.max(from, 3));
            case Domain.Choice(var options) -> options.getFirst();
            case Domain.Modules(var kinds) -> kinds.getFirst();
            case Domain.Instruction _ -> "";
            case Domain.DemoSet _ -> Demos.NONE;
        };
    }

    /** Modules that the node can become without a link of the program losing its end. */
    private List<String> kinds(ModuleNode node, Program level) {
        long errors = errors(level);
        return Stream.of(ModuleKind.values())
                .filter(kind -> Domain.Modules.isModule(kind.text()))
                .filter(kind -> kind.kind().deprecated() == null || kind == node.kind())
                .filter(kind -> !kind.usesTools() || !node.tools().isEmpty() || kind == node.kind())
                .filter(kind -> errors(Parts.replace(level, Parts.ofKind(node, kind))) <= errors)
                .map(ModuleKind::text)
                .toList();
    }

    /** Inner programs know the record types of the whole. */
    private long errors(Program level) {
        Program whole = level.types().isEmpty() ? level.withTypes(program.types()) : level;
        return Validation.check(whole).stream().filter(Problem::isError).count();
    }

    static String function(String tool) {
        return tool.substring(tool.lastIndexOf(':') + 1);
    }
}
