package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** JSON to the members of a Consensus. */
final class MemberReader {

    private MemberReader() {}

    static List<Member> read(JsonCursor node, List<JsonCursor> members) {
        List<Member> read = new ArrayList<>();
        for (JsonCursor json : members) {
            JsonCursor at =
                    json.as(
                            say("member %s of %s", read.size() + 1, node.name()),
                            node.node(),
                            "members");
            at.allow(Set.of("kind", "lm", "temperature"));
            read.add(new Member(kind(at), lm(at), temperature(at)));
        }
        return read;
    }

    private static ModuleKind kind(JsonCursor at) {
        String text = at.text("kind", ModuleKind.PREDICT.text());
        Optional<ModuleKind> kind = ModuleKind.of(text).filter(ModuleKind::wrappable);
        if (kind.isEmpty()) {
            at.error(
                    "kind",
                    "unknown_kind",
                    say("A consensus cannot ask the kind \"%s\".", text),
                    say("Use Predict, ChainOfThought or another module that wraps nothing."));
        }
        return kind.orElse(ModuleKind.PREDICT);
    }

    private static @Nullable String lm(JsonCursor at) {
        String lm = at.text("lm");
        if (lm != null && lm.isBlank()) {
            at.error(
                    "lm",
                    "bad_value",
                    say("The LM alias of a member is empty."),
                    say("Name an LM, or leave it away."));
            return null;
        }
        return lm;
    }

    private static @Nullable Double temperature(JsonCursor at) {
        Double warmth = at.number("temperature");
        if (warmth != null && !(warmth >= 0 && warmth <= Member.HOTTEST)) {
            at.error(
                    "temperature",
                    "bad_parameter",
                    say("The temperature of a member is %s.", warmth),
                    say("Use a number from 0 to 2."));
            return null;
        }
        return warmth;
    }
}
