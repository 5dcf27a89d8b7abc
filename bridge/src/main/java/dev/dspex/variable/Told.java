package dev.dspex.variable;

import java.util.List;

/**
 * What observers are told of one change, whose revisions follow each other without gaps.
 *
 * @param changes each variable once, in the order in which the values followed; empty where only
 *     definitions, rules or bindings changed
 */
public record Told(Snapshot after, List<ValueChange> changes, String by, String why) {
    public Told {
        changes = List.copyOf(changes);
    }
}
