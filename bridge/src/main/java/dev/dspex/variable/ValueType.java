package dev.dspex.variable;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;

import java.util.Optional;

/** Types of values in expressions. */
enum ValueType {
    FLOAT(SimpleType.DOUBLE),
    INTEGER(SimpleType.INT),
    BOOL(SimpleType.BOOL),
    TEXT(SimpleType.STRING),
    DEMOS(ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN))),
    /** Choices of unlike types. */
    ANY(SimpleType.DYN);

    private final CelType cel;

    ValueType(CelType cel) {
        this.cel = cel;
    }

    CelType cel() {
        return cel;
    }

    static ValueType of(Domain domain) {
        return switch (domain) {
            case Domain.FloatRange _ -> FLOAT;
            case Domain.IntegerRange _ -> INTEGER;
            case Domain.Modules _, Domain.Instruction _ -> TEXT;
            case Domain.DemoSet _ -> DEMOS;
            case Domain.Choice(var options) -> {
                var types = options.stream().map(ValueType::of).distinct().toList();
                yield types.size() == 1 ? types.getFirst() : ANY;
            }
        };
    }

    private static ValueType of(Object value) {
        return switch (value) {
            case Double _ -> FLOAT;
            case Long _ -> INTEGER;
            case Boolean _ -> BOOL;
            case String _ -> TEXT;
            default -> ANY;
        };
    }

    /** The type of a result that can be the value of a variable; empty for others. */
    static Optional<ValueType> ofResult(CelType type) {
        for (var known : new ValueType[] {FLOAT, INTEGER, BOOL, TEXT, ANY}) {
            if (known.cel.equals(type)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
