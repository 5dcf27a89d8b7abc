package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.OneCall;
import dev.dspex.app.kit.Figures;

import java.util.ArrayList;
import java.util.List;

/** What the calls of one node sum up to in a run. */
final class NodeTotals {
    int active;
    int done;
    int skipped;
    int toolSteps;
    long tokens;
    double usd;
    boolean priced = true;
    double seconds;
    String field = "";
    final StringBuilder text = new StringBuilder();
    final OneCall writes = new OneCall();

    /** For the footer of the node. */
    List<String> figures() {
        var figures = new ArrayList<String>();
        if (done > 1) figures.add(text("canvas.run.calls", Figures.count(done)));
        if (done > 0) figures.add(Figures.seconds(seconds / done));
        if (tokens > 0) figures.add(text("canvas.run.tokens", Figures.large(tokens)));
        if (priced && usd > 0) figures.add(Figures.dollars(usd));
        if (done > 0 && skipped > 0)
            figures.add(text("canvas.run.skipped", Figures.count(skipped)));
        return figures;
    }
}
