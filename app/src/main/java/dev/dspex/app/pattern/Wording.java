package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Figures;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the views of patterns say. */
final class Wording {
    private Wording() {}

    /** What a layer of the tree is, and how many of it were kept. */
    static String level(ModuleKind kind, List<Thought> level) {
        var depth = Figures.count(level.getFirst().depth());
        var all = Figures.count(level.size());
        var open = level.stream().filter(one -> one.standing().open()).count();
        var kept =
                level.stream()
                        .map(Thought::standing)
                        .filter(one -> one == Standing.KEPT || one == Standing.CHOSEN)
                        .count();
        return switch (kind) {
            case ModuleKind.SELF_CORRECTING -> text("pattern.level.attempt", depth);
            case ModuleKind.CONSENSUS ->
                    open > 0
                            ? text(
                                    "pattern.level.ballots.open",
                                    Figures.count(level.size() - open),
                                    all)
                            : text("pattern.level.ballots", agreeing(level), all);
            default ->
                    open > 0
                            ? text("pattern.level.open", depth, all)
                            : text("pattern.level", depth, Figures.count(kept), all);
        };
    }

    private static String agreeing(List<Thought> ballots) {
        return Figures.count(
                ballots.stream().filter(one -> one.standing() == Standing.CHOSEN).count());
    }

    /** The first line of a card. */
    static String title(ModuleKind kind, Thought thought) {
        return thought.text().isBlank() && kind == ModuleKind.SELF_CORRECTING
                ? text("pattern.attempt.open")
                : thought.text().replaceAll("\\s+", " ").strip();
    }

    /** The second line of a card: why it is as it is, else how it stands and what it took. */
    static String line(ModuleKind kind, Thought thought) {
        var tells = thought.standing().dropped() || kind != ModuleKind.TREE_OF_THOUGHTS;
        if (tells && !thought.reason().isBlank())
            return thought.reason().replaceAll("\\s+", " ").strip();
        var calls = thought.branch().calls();
        return calls == 0
                ? thought.standing().word()
                : text("pattern.line", thought.standing().word(), calls(calls));
    }

    static String calls(int calls) {
        return calls == 1 ? text("pattern.call") : text("pattern.calls", Figures.count(calls));
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }

    /** All of a thought in one sentence, for screen readers and tips. */
    static String whole(ModuleKind kind, Thought thought) {
        var parts = new ArrayList<String>();
        parts.add(title(kind, thought));
        parts.add(thought.standing().word());
        if (thought.score() != null) parts.add(score(thought.score()));
        if (!thought.reason().isBlank()) parts.add(thought.reason());
        parts.add(calls(thought.branch().calls()));
        return String.join(", ", parts);
    }

    /** How a thought stands among those of its step. */
    static String standing(ModuleKind kind, ThoughtTree tree, Thought thought) {
        int rank = tree.rank(thought);
        var peers = tree.levels().get(thought.depth() - 1).size();
        if (kind != ModuleKind.TREE_OF_THOUGHTS || rank == 0) return thought.standing().word();
        return text(
                "pattern.rank",
                thought.standing().word(),
                Figures.count(rank),
                Figures.count(peers),
                Figures.count(thought.depth()));
    }

    static String input(PatternCall call) {
        return Values.line(call.inputs());
    }

    /** The answer, without what the pattern adds about itself; empty while there is none. */
    static String answer(PatternCall call) {
        if (!(call.outputs() instanceof ObjectNode all)) return "";
        var rest = all.deepCopy();
        call.kind().automatic().forEach(field -> rest.remove(field.name()));
        rest.remove(List.of("tied", "ballots", "reasoning"));
        return rest.size() == 1
                ? Values.line(rest.properties().iterator().next().getValue())
                : Values.line(rest);
    }

    /** The settings that shape a pattern, with their values. */
    static String settings(ModuleNode node, ThoughtTree tree) {
        return shaping(node, tree).stream().collect(Collectors.joining("    "));
    }

    private static List<String> shaping(ModuleNode node, ThoughtTree tree) {
        return switch (node.kind()) {
            case ModuleKind.SELF_CORRECTING ->
                    List.of(text("pattern.setting.corrections", value(node, "max_corrections")));
            case ModuleKind.CONSENSUS ->
                    List.of(
                            text("pattern.setting.members", value(node, "N")),
                            text("pattern.setting.quorum", value(node, "quorum")));
            default ->
                    List.of(
                            text("pattern.setting.breadth", value(node, "breadth")),
                            text("pattern.setting.beam", value(node, "beam")),
                            text("pattern.setting.votes", value(node, "votes")),
                            text(
                                    "pattern.setting.depth",
                                    Figures.count(tree.levels().size()),
                                    value(node, "depth")));
        };
    }

    private static String value(ModuleNode node, String name) {
        var set = setting(node, name);
        return set == null ? "" : String.valueOf(set);
    }

    /** What a setting is, the standard value where nothing is set. */
    static @Nullable Object setting(ModuleNode node, String name) {
        var set = node.parameters().get(name);
        if (set != null) return set;
        return node.parameterSpecs().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .map(spec -> spec.standard())
                .orElse(null);
    }
}
