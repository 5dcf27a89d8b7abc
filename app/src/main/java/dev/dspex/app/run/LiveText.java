package dev.dspex.app.run;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run has said so far, field by field, while it goes on. */
public final class LiveText extends RunFeed {
    private final Map<String, StringBuilder> fields = new LinkedHashMap<>();

    @Override
    protected void reset() {
        fields.clear();
    }

    @Override
    protected void on(Stamped stamped) {
        if (!(stamped.event() instanceof RunEvent.Token token)) return;
        var field = token.field() == null ? "" : token.field();
        fields.computeIfAbsent(field, _ -> new StringBuilder()).append(token.text());
    }

    /** By field, in the order of their beginnings; the empty name for what is of no field. */
    Map<String, StringBuilder> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
