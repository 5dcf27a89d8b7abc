package dev.dspex.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A node that passes a value to one of several outputs; what hangs on the others is skipped.
 *
 * @param on decides: a literal or bool
 * @param carries what is passed on
 */
public record RouterNode(NodeHead head, Field on, Field carries) implements Node {

    public static final String KIND = "router";

    public RouterNode {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(carries, "carries");
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public List<Field> inputs() {
        return List.of(on, carries);
    }

    /** One output a value of {@code on}; none when that is neither literal nor bool. */
    @Override
    public List<Field> outputs() {
        return ports(on.type()).stream()
                .map(port -> new Field(port, carries.type(), carries.description()))
                .toList();
    }

    /**
     * Names of the outputs: the value in ASCII letters, digits and underscores; where that is no
     * field name, {@code value_} before it; where it is taken, a number behind it.
     */
    static List<String> ports(FieldType type) {
        return switch (type) {
            case FieldType.Literal(List<FieldType.Choice> choices) -> {
                List<String> names = new ArrayList<>();
                Set<String> taken = new HashSet<>();
                for (FieldType.Choice choice : choices) {
                    String name = port(choice);
                    String free = name;
                    for (int i = 2; !taken.add(free); i++) {
                        free = name + "_" + i;
                    }
                    names.add(free);
                }
                yield names;
            }
            case FieldType.Basic basic when basic == FieldType.Basic.BOOL ->
                    List.of("true", "false");
            default -> List.of();
        };
    }

    private static String port(FieldType.Choice choice) {
        String text =
                switch (choice) {
                    case FieldType.Choice.Text(String value) -> value;
                    case FieldType.Choice.Whole(long value) -> String.valueOf(value);
                    case FieldType.Choice.Bool(boolean value) -> String.valueOf(value);
                };
        String name = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return Names.badField(name).isPresent() ? "value_" + name : name;
    }

    @Override
    public RouterNode withHead(NodeHead newHead) {
        return new RouterNode(newHead, on, carries);
    }
}
