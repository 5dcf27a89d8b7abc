package dev.dspex.app.pattern;

/** Opens what an LM was asked, and what it said, where calls are shown. */
@FunctionalInterface
public interface Prompts {
    /**
     * @param row the data row that it was asked for, empty for none
     * @param call id of the LM call
     */
    void open(String row, String call);
}
