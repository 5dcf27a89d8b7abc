package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.Signature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Edits as people make them, chosen by a seed: every kind of gesture, also pointless ones. */
public final class RandomEdits {
    private final Random random;

    public RandomEdits(long seed) {
        random = new Random(seed);
    }

    public Program next(Program program) {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> Edits.add(program, node(Edits.freeId(program, "step")));
            case 3, 4, 5 -> connect(program);
            case 6 -> Edits.disconnect(program, some(program.links()));
            case 7 -> random.nextInt(3) == 0 ? Edits.delete(program, ids(program)) : program;
            case 8 -> random.nextInt(3) == 0 ? Edits.splice(program, ids(program)) : program;
            case 9 -> move(program);
            case 10 -> rename(program);
            case 11 -> signature(program);
            case 12 -> ends(program);
            default ->
                    Fragment.of(program, ids(program))
                            .pasteInto(program, new Point(random.nextInt(900), 40))
                            .program();
        };
    }

    private Program connect(Program program) {
        var sources = new ArrayList<Port>();
        var targets = new ArrayList<Port>();
        program.inputs().forEach(f -> sources.add(Port.input(f.name())));
        program.outputs().forEach(f -> targets.add(Port.output(f.name())));
        for (var node : program.nodes()) {
            node.outputs().forEach(f -> sources.add(new Port(node.id(), f.name())));
            node.inputs().forEach(f -> targets.add(new Port(node.id(), f.name())));
        }
        return sources.isEmpty() || targets.isEmpty()
                ? program
                : Edits.connect(program, one(sources), one(targets));
    }

    private Program move(Program program) {
        if (program.nodes().isEmpty()) return program;
        var place = new Point(random.nextInt(2000), random.nextInt(2000));
        return Edits.move(program, Map.of(one(program.nodes()).id(), place, "input", place));
    }

    private Program rename(Program program) {
        if (program.nodes().isEmpty()) return program;
        var free = Edits.freeId(program, "name" + random.nextInt(5));
        return Edits.rename(program, one(program.nodes()).id(), free);
    }

    private Program signature(Program program) {
        if (program.nodes().isEmpty()) return program;
        return one(program.nodes()) instanceof ModuleNode node
                ? Edits.replace(program, node.withSignature(signature()))
                : program;
    }

    private Program ends(Program program) {
        return random.nextBoolean()
                ? Edits.inputs(program, fields())
                : Edits.outputs(program, fields());
    }

    private ModuleNode node(String id) {
        return new ModuleNode(id, ModuleKind.PREDICT, signature());
    }

    private Signature signature() {
        return new Signature("Step", "Do " + random.nextInt(9), fields(), fields());
    }

    private List<Field> fields() {
        var names = new HashSet<String>();
        for (var i = random.nextInt(3); i >= 0; i--) names.add("f" + random.nextInt(5));
        return names.stream().sorted().map(n -> new Field(n, FieldType.Basic.STR)).toList();
    }

    private Set<String> ids(Program program) {
        var chosen = new HashSet<String>();
        some(program.nodes()).stream().map(Node::id).forEach(chosen::add);
        return chosen;
    }

    private <T> List<T> some(List<T> all) {
        return all.stream().filter(_ -> random.nextInt(4) == 0).toList();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
