package dev.dspex.program;

import java.util.List;

/** What came of reading a program file. */
public sealed interface Read {

    /** All problems found, by place in the file. */
    List<Problem> problems();

    /** A program that can run; the problems are warnings. */
    record Ok(Program program, List<Problem> problems) implements Read {
        public Ok {
            problems = List.copyOf(problems);
        }
    }

    /** A program that can be edited but not run: its parts do not fit together. */
    record Draft(Program program, List<Problem> problems) implements Read {
        public Draft {
            problems = List.copyOf(problems);
        }
    }

    /** No program: the file cannot be read. */
    record Bad(List<Problem> problems) implements Read {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
