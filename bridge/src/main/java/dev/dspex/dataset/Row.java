package dev.dspex.dataset;

import tools.jackson.databind.node.ObjectNode;

/**
 * One row.
 *
 * @param id number of the row within its file, from 1, as text
 * @param values by field name, converted to the types of the program; not to be changed
 * @param line on which the row begins, 1-based
 */
public record Row(String id, ObjectNode values, int line) {}
