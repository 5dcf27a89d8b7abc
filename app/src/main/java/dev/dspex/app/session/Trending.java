package dev.dspex.app.session;

import tools.jackson.databind.JsonNode;

/**
 * A trend as events tell it.
 *
 * @param direction improving, degrading, unstable or steady; empty where there is none
 * @param n scores it was read from
 * @param slope change of the score from one task to the next
 * @param p of the test; 1 while there are too few scores
 * @param spread about the line
 * @param usual spread before the window; NaN while it is not known
 */
record Trending(String direction, int n, double slope, double p, double spread, double usual) {
    static final Trending NONE = new Trending("", 0, 0, 1, 0, Double.NaN);

    static Trending of(JsonNode json, String direction) {
        return direction.isEmpty()
                ? NONE
                : new Trending(
                        direction,
                        json.path("n").asInt(0),
                        json.path("slope").asDouble(0),
                        json.path("p").asDouble(1),
                        json.path("spread").asDouble(0),
                        json.path("usual").asDouble(Double.NaN));
    }

    /** Change over all scores that it was read from. */
    double change() {
        return slope * Math.max(0, n - 1);
    }
}
