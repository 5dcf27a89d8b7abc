package dev.dspex.orchestration;

import java.util.Objects;

/**
 * A task as a selector sees it.
 *
 * @param kind its class; tasks of a class are expected to suit the same modules
 * @param features numbers for a selector that goes by them, each about 0 to 1; the first is 1
 */
public record Task(String kind, double... features) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Task task
                && kind.equals(task.kind)
                && java.util.Arrays.equals(features, task.features);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, java.util.Arrays.hashCode(features));
    }

    @Override
    public String toString() {
        return kind + java.util.Arrays.toString(features);
    }
}
