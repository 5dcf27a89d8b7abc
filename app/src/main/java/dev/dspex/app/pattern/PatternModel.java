package dev.dspex.app.pattern;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parts;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of patterns in one run, with their steps. */
public final class PatternModel extends RunFeed {
    /** What a call belongs to: a pattern, and below it one of the calls that the pattern made. */
    private record Place(PatternCall pattern, @Nullable Exchange exchange) {}

    private final Map<String, PatternCall> calls = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private @Nullable Program program;

    @Override
    protected void reset() {
        calls.clear();
        places.clear();
        program = null;
    }

    @Override
    protected void on(Stamped stamped) {
        switch (stamped.event()) {
            case RunEvent.RunQueued e -> program = program(e);
            case RunEvent.CallStarted e -> started(e);
            case RunEvent.CallEnded e -> ended(e);
            case RunEvent.ToolStarted e -> below(e.id(), e.parent(), e.name());
            case RunEvent.LmStarted e -> asked(e);
            case RunEvent.LmEnded e -> exchange(e.id()).ifPresent(one -> one.answered(e));
            case RunEvent.Token e -> exchange(e.id()).ifPresent(one -> one.hears(e.text()));
            case RunEvent.PatternStep e -> {
                var call = e.call() == null ? null : calls.get(e.call());
                if (call != null) call.tell(e);
            }
            case RunEvent.RunFinished _ -> calls.values().forEach(PatternCall::stop);
            default -> {}
        }
    }

    private static @Nullable Program program(RunEvent.RunQueued e) {
        var json = e.request().path("program");
        if (!json.isObject()) return null;
        return ProgramFile.parse(json.toString(), "") instanceof Read.Ok ok ? ok.program() : null;
    }

    private void started(RunEvent.CallStarted e) {
        below(e.id(), e.parent(), e.name());
        ModuleKind.of(e.module())
                .filter(kind -> kind.kind().group() == Kind.Group.PATTERN)
                .ifPresent(kind -> pattern(e, kind));
    }

    /** A pattern within another one is shown by itself; its calls count for the inner one. */
    private void pattern(RunEvent.CallStarted e, ModuleKind kind) {
        var call = new PatternCall(e, kind);
        calls.put(e.id(), call);
        places.put(e.id(), new Place(call, null));
    }

    private void below(String id, @Nullable String parent, String name) {
        var above = parent == null ? null : places.get(parent);
        if (above == null) return;
        var exchange = above.exchange();
        places.put(
                id,
                new Place(
                        above.pattern(),
                        exchange == null ? above.pattern().begin(id, name) : exchange));
    }

    private void asked(RunEvent.LmStarted e) {
        below(e.id(), e.parent(), e.role());
        var place = places.get(e.id());
        if (place == null || place.exchange() == null) return;
        place.exchange().asks(e.id());
        place.pattern().counted();
    }

    private void ended(RunEvent.CallEnded e) {
        var pattern = calls.get(e.id());
        if (pattern != null) pattern.end(e);
        else exchange(e.id()).filter(one -> one.id().equals(e.id())).ifPresent(one -> one.end(e));
    }

    private Optional<Exchange> exchange(String id) {
        return Optional.ofNullable(places.get(id)).map(Place::exchange);
    }

    /**
     * The calls of a node that have something to show, in their order.
     *
     * @param node its path in the program
     */
    List<PatternCall> of(String node) {
        return calls.values().stream()
                .filter(call -> call.node().equals(node))
                .filter(call -> call.row() == null || call.moments() > 0)
                .toList();
    }

    /** The node as the program of the run has it; empty where the run has no such node. */
    Optional<ModuleNode> made(String node) {
        return Optional.ofNullable(program)
                .flatMap(whole -> Parts.node(whole, node))
                .filter(ModuleNode.class::isInstance)
                .map(ModuleNode.class::cast);
    }
}
