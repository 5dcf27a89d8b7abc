package dev.dspex.app.dataset;

import tools.jackson.databind.JsonNode;

/**
 * An answer that a person found right.
 *
 * @param row id of its row when the program answered
 * @param inputs what it answered, by field; secret ones are masked
 * @param outputs the answer, by field
 */
public record Expected(String row, JsonNode inputs, JsonNode outputs) {}
