package dev.dspex.variable;

import java.util.List;

/** Where the history of variables is kept. Safe for any thread. */
public interface ChangeLog {
    /**
     * One entry of a variable's history.
     *
     * @param version of the variable after it
     * @param wall when, in milliseconds since 1970
     * @param derived whether the value followed from others
     */
    record Entry(
            String name,
            long version,
            long wall,
            Object from,
            Object to,
            String by,
            String why,
            boolean derived) {}

    /** Keeps the entries of one change, all or none; returns when they would survive a crash. */
    void append(List<Entry> entries);

    /** The newest entries of a variable, newest first. */
    List<Entry> history(String name, int most);

    /** Versions of all variables that were ever changed. */
    java.util.Map<String, Long> versions();
}
