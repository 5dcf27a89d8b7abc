package dev.dspex.program;

/**
 * A file that cannot be read as what it should be; carries the one problem that stopped the
 * reading.
 */
public final class BadFile extends Exception {

    private final transient Problem problem;

    public BadFile(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
