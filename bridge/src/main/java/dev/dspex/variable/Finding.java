package dev.dspex.variable;

import dev.dspex.program.Problem;

/**
 * A problem, and where it lies in the JSON of a space.
 *
 * @param pointer of the value that is wrong (RFC 6901)
 */
record Finding(String pointer, Problem problem) {
    static Finding of(
            String pointer, String variable, String key, String code, String message, String hint) {
        return new Finding(
                pointer + "/" + key, Problem.error(code, message, hint).at(variable, key));
    }
}
