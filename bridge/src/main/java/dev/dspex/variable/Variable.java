package dev.dspex.variable;

import java.util.Objects;

/**
 * A named value that may drive parameters of programs. What it depends on, who watches it and what
 * it was before say {@link VariableSpace} and {@link Coordinator}.
 */
public sealed interface Variable {

    String name();

    About about();

    /** Its name in files and tables: float, integer, choice, module, instruction, demos … */
    String kind();

    Variable withAbout(About about);

    /** One whose value somebody chooses. */
    sealed interface Chosen extends Variable {
        Domain domain();

        Object value();

        Chosen withValue(Object value);
    }

    /** One that is always its own. */
    record Free(String name, Domain domain, Object value, About about) implements Chosen {
        public Free {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(about, "about");
            value = domain.canonical(value);
        }

        public Free(String name, Domain domain, Object value) {
            this(name, domain, value, About.NOTHING);
        }

        @Override
        public String kind() {
            return domain.kind();
        }

        @Override
        public Free withValue(Object newValue) {
            return new Free(name, domain, newValue, about);
        }

        @Override
        public Free withAbout(About newAbout) {
            return new Free(name, domain, value, newAbout);
        }
    }

    /** One that counts only while an expression of other variables is true. */
    record Conditional(String name, String when, Domain domain, Object value, About about)
            implements Chosen {
        public Conditional {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(about, "about");
            value = domain.canonical(value);
        }

        @Override
        public String kind() {
            return "conditional";
        }

        @Override
        public Conditional withValue(Object newValue) {
            return new Conditional(name, when, domain, newValue, about);
        }

        @Override
        public Conditional withAbout(About newAbout) {
            return new Conditional(name, when, domain, value, newAbout);
        }
    }

    /** One that follows from others by an expression. */
    record Composite(String name, String expression, About about) implements Variable {
        public Composite {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(expression, "expression");
            Objects.requireNonNull(about, "about");
        }

        @Override
        public String kind() {
            return "composite";
        }

        @Override
        public Composite withAbout(About newAbout) {
            return new Composite(name, expression, newAbout);
        }
    }
}
