package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Kind;
import dev.dspex.program.ModuleKind;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a free variable may be. Values are Double, Long, Boolean, String or {@link Demos}, whichever
 * the domain has.
 */
public sealed interface Domain {

    /** Its name in files and tables. */
    String kind();

    /** What a value must be, as the end of a sentence with "must be". */
    String rule();

    boolean has(Object value);

    /** Why no value can be had, as a sentence; empty where there is one. */
    Optional<String> flaw();

    /** The same value as this domain writes it, such as 1.0 for a float's 1. */
    default Object canonical(Object value) {
        return value;
    }

    /** Decimal numbers. */
    record FloatRange(double minimum, double maximum, @Nullable Double step) implements Domain {
        private static final double NEARLY = 1e-9;

        @Override
        public String kind() {
            return "float";
        }

        @Override
        public String rule() {
            String from = Shown.number(minimum);
            String to = Shown.number(maximum);
            return step == null
                    ? say("a number from %s to %s", from, to)
                    : say("a number from %s to %s in steps of %s", from, to, Shown.number(step));
        }

        @Override
        public boolean has(Object value) {
            if (!(value instanceof Double number) || number < minimum || number > maximum) {
                return false;
            }
            return step == null || onStep(number, step);
        }

        private boolean onStep(double number, double width) {
            double steps = (number - minimum) / width;
            return Math.abs(steps - Math.rint(steps)) <= NEARLY * Math.max(1, Math.abs(steps));
        }

        @Override
        public Optional<String> flaw() {
            if (!(minimum <= maximum)) {
                return Optional.of(
                        say(
                                "Its smallest value %s is above its largest %s.",
                                Shown.number(minimum), Shown.number(maximum)));
            }
            return step == null || step > 0
                    ? Optional.empty()
                    : Optional.of(say("Its step must be above 0."));
        }

        @Override
        public Object canonical(Object value) {
            return value instanceof Number number ? (Object) number.doubleValue() : value;
        }
    }

    /** Whole numbers. */
    record IntegerRange(long minimum, long maximum, long step) implements Domain {
        @Override
        public String kind() {
            return "integer";
        }

        @Override
        public String rule() {
            return step == 1
                    ? say("a whole number from %s to %s", minimum, maximum)
                    : say("a whole number from %s to %s in steps of %s", minimum, maximum, step);
        }

        @Override
        public boolean has(Object value) {
            return value instanceof Long number
                    && number >= minimum
                    && number <= maximum
                    && (number - minimum) % step == 0;
        }

        @Override
        public Optional<String> flaw() {
            if (minimum > maximum) {
                return Optional.of(
                        say("Its smallest value %s is above its largest %s.", minimum, maximum));
            }
            return step > 0 ? Optional.empty() : Optional.of(say("Its step must be above 0."));
        }

        @Override
        public Object canonical(Object value) {
            return value instanceof Number number && number.doubleValue() == number.longValue()
                    ? (Object) number.longValue()
                    : value;
        }
    }

    /** One of some texts, numbers or truths. */
    record Choice(List<Object> options) implements Domain {
        public Choice {
            options = List.copyOf(options);
        }

        @Override
        public String kind() {
            return "choice";
        }

        @Override
        public String rule() {
            return say(
                    "one of %s",
                    options.stream().map(Shown::value).collect(Collectors.joining(", ")));
        }

        @Override
        public boolean has(Object value) {
            return options.contains(value);
        }

        @Override
        public Optional<String> flaw() {
            return options.isEmpty()
                    ? Optional.of(say("It has nothing to choose from."))
                    : new HashSet<>(options).size() < options.size()
                            ? Optional.of(say("It has the same choice twice."))
                            : Optional.empty();
        }

        @Override
        public Object canonical(Object value) {
            return options.stream()
                    .filter(option -> sameNumber(option, value))
                    .findFirst()
                    .orElse(value);
        }

        private static boolean sameNumber(Object option, Object value) {
            return option instanceof Number a
                    && value instanceof Number b
                    && a.doubleValue() == b.doubleValue();
        }
    }

    /** The kind of a node: one of some module classes of DSPy. */
    record Modules(List<String> kinds) implements Domain {
        public Modules {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String kind() {
            return "module";
        }

        @Override
        public String rule() {
            return say("one of %s", String.join(", ", kinds));
        }

        @Override
        public boolean has(Object value) {
            return value instanceof String name && kinds.contains(name);
        }

        @Override
        public Optional<String> flaw() {
            if (kinds.isEmpty()) {
                return Optional.of(say("It has no modules to choose from."));
            }
            return kinds.stream()
                    .filter(name -> !isModule(name))
                    .findFirst()
                    .map(name -> say("\"%s\" is no module that a node can become.", name));
        }

        /** Modules that need nothing but a signature. */
        static boolean isModule(String name) {
            return Kind.of(name).filter(kind -> kind.signature() && !kind.inner()).isPresent()
                    && ModuleKind.of(name).isPresent();
        }
    }

    /**
     * An instruction for an LM.
     *
     * @param words most words, 0 for any number
     */
    record Instruction(int words) implements Domain {
        @Override
        public String kind() {
            return "instruction";
        }

        @Override
        public String rule() {
            return words == 0 ? say("a text") : say("a text of at most %s words", words);
        }

        @Override
        public boolean has(Object value) {
            return value instanceof String text && (words == 0 || count(text) <= words);
        }

        @Override
        public Optional<String> flaw() {
            return words >= 0
                    ? Optional.empty()
                    : Optional.of(say("Its number of words must not be below 0."));
        }

        static int count(String text) {
            return text.isBlank() ? 0 : text.strip().split("\\s+").length;
        }
    }

    /**
     * Sets of demonstrations.
     *
     * @param most demonstrations in a set, at least 1
     */
    record DemoSet(int most) implements Domain {
        @Override
        public String kind() {
            return "demos";
        }

        @Override
        public String rule() {
            return say("a set of 0 to %s demos", most);
        }

        @Override
        public boolean has(Object value) {
            return value instanceof Demos demos && demos.size() <= most;
        }

        @Override
        public Optional<String> flaw() {
            return most > 0 ? Optional.empty() : Optional.of(say("It must allow 1 demo or more."));
        }
    }
}
