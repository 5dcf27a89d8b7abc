package dev.dspex.project;

import dev.dspex.program.Problem;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What came of opening a project. */
public sealed interface Opened {

    List<Problem> problems();

    /**
     * An open project; the problems are warnings.
     *
     * @param program name of the program that was opened, or else the default one; null when there
     *     is none
     */
    record Ok(Project project, @Nullable String program, List<Problem> problems) implements Opened {
        public Ok {
            problems = List.copyOf(problems);
        }
    }

    record Bad(List<Problem> problems) implements Opened {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
