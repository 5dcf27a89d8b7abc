package dev.dspex.app.inspector;

import java.util.List;
import java.util.Optional;

/** Which variables drive parameters of a program's nodes. JavaFX thread only. */
public interface ParameterDrivers {

    /** Where there are no variables. */
    ParameterDrivers NONE =
            new ParameterDrivers() {
                @Override
                public Optional<String> of(String node, String parameter) {
                    return Optional.empty();
                }

                @Override
                public String value(String variable) {
                    return "";
                }

                @Override
                public List<String> variables() {
                    return List.of();
                }

                @Override
                public void bind(String node, String parameter, String variable) {}

                @Override
                public void make(String node, String parameter) {}

                @Override
                public void unbind(String node, String parameter) {}

                @Override
                public void show(String variable) {}

                @Override
                public String dragged(String node, String parameter) {
                    return "";
                }
            };

    /** The variable that drives a parameter. */
    Optional<String> of(String node, String parameter);

    /** Its value, in words. */
    String value(String variable);

    /** All variables, by name. */
    List<String> variables();

    void bind(String node, String parameter, String variable);

    /** A new variable drives it, with its type and its value. */
    void make(String node, String parameter);

    void unbind(String node, String parameter);

    /** Shows a variable in full. */
    void show(String variable);

    /** What a drag of the parameter carries; empty where it cannot be driven. */
    String dragged(String node, String parameter);
}
