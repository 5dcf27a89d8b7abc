package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;
import dev.dspex.run.Limits;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** What a study may use at most, as it is typed. An empty field is no limit. */
public final class BudgetModel {
    private String calls = "";
    private String tokens = "";
    private String usd = "";
    private String atOnce = "";
    private String workers = "";
    private boolean anyway;

    /** The limits that a study has. */
    static BudgetModel of(Limits limits) {
        var model = new BudgetModel();
        var cap = limits.cap();
        if (cap != null) {
            model.calls = word(cap.calls());
            model.tokens = word(cap.tokens());
            model.usd = cap.usd() == null ? "" : BigDecimal.valueOf(cap.usd()).toPlainString();
        }
        model.atOnce = word(limits.atOnce());
        model.workers = word(limits.workers());
        model.anyway = limits.anyway();
        return model;
    }

    private static String word(@Nullable Number number) {
        return number == null ? "" : number.toString();
    }

    public String calls() {
        return calls;
    }

    public void calls(String typed) {
        calls = typed.strip();
    }

    public String tokens() {
        return tokens;
    }

    public void tokens(String typed) {
        tokens = typed.strip();
    }

    public String usd() {
        return usd;
    }

    public void usd(String typed) {
        usd = typed.strip();
    }

    /** LM calls that may be under way at a time. */
    public String atOnce() {
        return atOnce;
    }

    public void atOnce(String typed) {
        atOnce = typed.strip();
    }

    /** Worker processes at a time. */
    public String workers() {
        return workers;
    }

    public void workers(String typed) {
        workers = typed.strip();
    }

    /** Whether a field can be read. */
    static boolean whole(String typed) {
        return typed.isEmpty() || (typed.matches("\\d{1,15}") && Long.parseLong(typed) > 0);
    }

    /** Whether an amount of money can be read. */
    static boolean amount(String typed) {
        return typed.isEmpty()
                || (typed.matches("\\d{1,9}(\\.\\d{1,6})?") && Double.parseDouble(typed) > 0);
    }

    boolean valid() {
        return whole(calls) && whole(tokens) && amount(usd) && whole(atOnce) && whole(workers);
    }

    /** The limits; of fields that cannot be read there is none. */
    Limits limits() {
        Long most = number(calls);
        Long mostTokens = number(tokens);
        Double mostUsd = !usd.isEmpty() && amount(usd) ? (Double) Double.parseDouble(usd) : null;
        Long together = number(atOnce);
        boolean none = most == null && mostTokens == null && mostUsd == null;
        var limits =
                none ? Limits.NONE : new Limits(new RunEvent.Cap(most, mostTokens, mostUsd), null);
        if (together != null) limits = limits.atOnce((int) Math.min(together, Integer.MAX_VALUE));
        var processes = number(workers);
        if (processes != null)
            limits = limits.workers((int) Math.min(processes, Integer.MAX_VALUE));
        return anyway ? limits.goingOnAnyway() : limits;
    }

    private static @Nullable Long number(String typed) {
        return typed.isEmpty() || !whole(typed) ? null : (Long) Long.parseLong(typed);
    }
}
