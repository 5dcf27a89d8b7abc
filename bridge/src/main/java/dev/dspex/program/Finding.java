package dev.dspex.program;

/** A problem of a program, with the JSON pointer of the part that it is about. */
record Finding(String pointer, Problem problem) {

    /** The problem with its place in a file. */
    Problem in(LocatedJson json) {
        LocatedJson.Place place = json.value(pointer);
        return problem.in(json.file()).at(place.line(), place.column());
    }
}
