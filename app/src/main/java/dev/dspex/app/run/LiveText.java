package dev.dspex.app.run;

import dev.dspex.app.feed.OneCall;
import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run has said so far, field by field, while it goes on. Of calls that write the same field
 * one at a time is heard.
 */
public final class LiveText extends RunFeed {
    private final Map<String, StringBuilder> fields = new LinkedHashMap<>();
    private final Map<String, OneCall> heard = new HashMap<>();

    @Override
    protected void reset() {
        fields.clear();
        heard.clear();
    }

    @Override
    protected void on(Stamped stamped) {
        switch (stamped.event()) {
            case RunEvent.Token token -> token(token);
            case RunEvent.LmEnded ended -> heard.values().forEach(one -> one.ended(ended.id()));
            default -> {}
        }
    }

    private void token(RunEvent.Token token) {
        var field = token.field() == null ? "" : token.field();
        var call = heard.computeIfAbsent(field, _ -> new OneCall());
        var said = fields.computeIfAbsent(field, _ -> new StringBuilder());
        boolean another = !call.follows(token.id());
        if (!call.takes(token)) return;
        if (another) said.setLength(0);
        said.append(token.text());
    }

    /** By field, in the order of their beginnings; the empty name for what is of no field. */
    Map<String, StringBuilder> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
