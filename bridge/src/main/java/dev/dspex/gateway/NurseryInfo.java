package dev.dspex.gateway;

/**
 * The process that makes the workers.
 *
 * @param python version of Python
 * @param dspy version of DSPy
 * @param milliseconds how long its imports took
 */
public record NurseryInfo(long pid, String python, String dspy, double milliseconds) {}
