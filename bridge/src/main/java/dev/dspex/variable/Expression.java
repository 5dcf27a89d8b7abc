package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A CEL expression over variables. The only place that knows the CEL library. Expressions cannot
 * loop for ever, call out, or change anything. Safe for any thread.
 */
final class Expression {

    /** Why an expression cannot be used, for the person. */
    static final class BadExpressionException extends Exception {
        private final String hint;

        BadExpressionException(String message, String hint) {
            super(message);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }

        String message() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }

    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final CelCompiler PARSER = compiler(Map.of());
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    /** Composites are rounded to so many digits, so that 0.3 * 1.5 is 0.45. */
    private static final MathContext DIGITS = new MathContext(12);

    private final String text;
    private final CelAbstractSyntaxTree parsed;
    private final Set<String> paths;
    private CelRuntime.@Nullable Program program;
    private Set<String> names = Set.of();

    private Expression(String text, CelAbstractSyntaxTree parsed) {
        this.text = text;
        this.parsed = parsed;
        this.paths = new TreeSet<>();
        CelNavigableAst.fromAst(parsed)
                .getRoot()
                .allNodes()
                .map(node -> path(node.expr()))
                .filter(path -> !path.isEmpty())
                .forEach(paths::add);
    }

    static Expression parse(String text) throws BadExpressionException {
        if (text.isBlank()) {
            throw new BadExpressionException(
                    say("The expression is empty."), say("Write one, such as temperature * 1.5."));
        }
        try {
            return new Expression(text, PARSER.parse(text).getAst());
        } catch (CelValidationException e) {
            CelIssue issue = e.getErrors().getFirst();
            throw new BadExpressionException(
                    say(
                            "The expression \"%s\" cannot be read at character %s.",
                            text, issue.getSourceLocation().getColumn() + 1),
                    say("Write it in CEL, such as temperature * 1.5 or style == 'plain'."));
        }
    }

    /** {@code a.b.c} for a chain of selections from a name, empty for anything else. */
    private static String path(CelExpr expression) {
        if (expression.getKind() == Kind.IDENT) {
            return expression.ident().name();
        }
        if (expression.getKind() != Kind.SELECT || expression.select().testOnly()) {
            return "";
        }
        String operand = path(expression.select().operand());
        return operand.isEmpty() ? "" : operand + "." + expression.select().field();
    }

    /** Which of the known variables it reads. */
    Set<String> reads(Set<String> known) {
        Set<String> found = new TreeSet<>();
        for (String path : paths) {
            // Of "temp" and "temp.reason" the longer one is meant, as CEL has it.
            boolean longer =
                    paths.stream().anyMatch(p -> p.startsWith(path + ".") && known.contains(p));
            if (known.contains(path) && !longer) {
                found.add(path);
            }
        }
        return found;
    }

    /**
     * Checks it against the types of the variables and makes it ready to run.
     *
     * @param types of all variables that {@link #reads} gives
     * @param known all names there are, for hints
     * @return the type of its result
     */
    ValueType check(Map<String, ValueType> types, Set<String> known) throws BadExpressionException {
        CelValidationResult result = compiler(types).check(parsed);
        if (result.hasError()) {
            throw wrong(result.getErrors().getFirst().getMessage(), known);
        }
        try {
            CelAbstractSyntaxTree checked = result.getAst();
            program = RUNTIME.createProgram(checked);
            names = Set.copyOf(types.keySet());
            return ValueType.ofResult(checked.getResultType())
                    .orElseThrow(
                            () ->
                                    new BadExpressionException(
                                            say(
                                                    "The expression \"%s\" gives neither a number"
                                                            + " nor a text nor true or false.",
                                                    text),
                                            say("Let it give one of these.")));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new BadExpressionException(
                    say("The expression \"%s\" cannot be used: %s", text, e.getMessage()),
                    say("Write it in another way."));
        }
    }

    private BadExpressionException wrong(String message, Set<String> known) {
        String unknown =
                message.startsWith("undeclared reference to '")
                        ? message.substring(25, message.indexOf('\'', 25))
                        : "";
        if (!unknown.isEmpty()) {
            String whole =
                    paths.stream()
                            .filter(p -> p.equals(unknown) || p.startsWith(unknown + "."))
                            .max(java.util.Comparator.comparingInt(String::length))
                            .orElse(unknown);
            return new BadExpressionException(
                    say("The expression \"%s\" names \"%s\", which is no variable.", text, whole),
                    dev.dspex.program.Nearest.hint(whole, known));
        }
        String hint =
                message.contains("double") && message.contains("int")
                        ? say(
                                "CEL keeps decimal and whole numbers apart: write 2.0 instead of 2,"
                                        + " or double(x).")
                        : say("Compare and combine values of the same type only.");
        return new BadExpressionException(
                say("The types in the expression \"%s\" do not fit: %s.", text, message), hint);
    }

    /**
     * The result for these values of all variables.
     *
     * @throws BadExpressionException when there is none, such as after a division by 0
     */
    Object value(Map<String, Object> values) throws BadExpressionException {
        CelRuntime.Program ready = program;
        if (ready == null) {
            throw new IllegalStateException("the expression was not checked");
        }
        Map<String, Object> given = HashMap.newHashMap(names.size());
        for (String name : names) {
            Object value = values.get(name);
            given.put(name, value instanceof Demos demos ? rows(demos) : value);
        }
        try {
            Object result = ready.eval(given);
            if (result instanceof Double number) {
                if (!Double.isFinite(number)) {
                    throw failed(say("it is %s", number));
                }
                return new BigDecimal(number).round(DIGITS).doubleValue();
            }
            if (result instanceof Long || result instanceof Boolean || result instanceof String) {
                return result;
            }
            throw failed(say("it is neither a number nor a text nor true or false"));
        } catch (CelEvaluationException e) {
            String why = String.valueOf(e.getMessage());
            throw failed(why.substring(why.lastIndexOf(": ") + 1).strip());
        }
    }

    boolean holds(Map<String, Object> values) throws BadExpressionException {
        return Boolean.TRUE.equals(value(values));
    }

    private BadExpressionException failed(String why) {
        return new BadExpressionException(
                say("The expression \"%s\" has no value with these variables: %s.", text, why),
                say("Change a variable or the expression."));
    }

    String text() {
        return text;
    }

    private static List<?> rows(Demos demos) {
        return demos.rows().stream()
                .map(row -> JsonMapper.shared().convertValue(row, Map.class))
                .toList();
    }

    private static CelCompiler compiler(Map<String, ValueType> types) {
        var builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        types.forEach((name, type) -> builder.addVar(name, type.cel()));
        return builder.build();
    }
}
