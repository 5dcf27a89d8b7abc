package dev.dspex.edit;

import dev.dspex.program.Program;

import java.util.Optional;

/**
 * A note or a frame of a program. They have no id in the file: here they are named by their place
 * in its list, in a way that no node can be named.
 *
 * @param index from 0
 */
public record Mark(Sort sort, int index) {

    /** What it is. */
    public enum Sort {
        NOTE("note:"),
        FRAME("frame:");

        private final String prefix;

        Sort(String prefix) {
            this.prefix = prefix;
        }
    }

    public static Mark note(int index) {
        return new Mark(Sort.NOTE, index);
    }

    public static Mark frame(int index) {
        return new Mark(Sort.FRAME, index);
    }

    /** {@code note:0}: beside the ids of nodes wherever some of each are meant. */
    public String id() {
        return sort.prefix + index;
    }

    /** Empty for the id of a node. */
    public static Optional<Mark> of(String id) {
        for (var sort : Sort.values()) {
            if (id.startsWith(sort.prefix))
                return Optional.of(
                        new Mark(sort, Integer.parseInt(id.substring(sort.prefix.length()))));
        }
        return Optional.empty();
    }

    public boolean in(Program program) {
        var size = sort == Sort.NOTE ? program.notes().size() : program.frames().size();
        return index < size;
    }
}
