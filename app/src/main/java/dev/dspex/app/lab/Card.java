package dev.dspex.app.lab;

/**
 * What happened to a lane, where in its text it happened.
 *
 * @param rule id of the rule that did it, empty for none
 */
record Card(Kind kind, String title, String detail, String rule) {
    enum Kind {
        CUT,
        TOLD,
        SWITCHED,
        FAILED
    }
}
