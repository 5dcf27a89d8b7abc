package dev.dspex.program.python;

import java.util.HashMap;
import java.util.Map;

/** What names in the code stand for. The usual ones are known also where nothing imports them. */
final class Imports {
    private static final Map<String, String> USUAL = usual();

    private final Map<String, String> names = new HashMap<>();

    void add(String as, String dotted) {
        names.put(as, dotted);
    }

    /** The full name: {@code dspy.InputField} for {@code d.InputField} after import dspy as d. */
    String full(String dotted) {
        int dot = dotted.indexOf('.');
        String first = dot < 0 ? dotted : dotted.substring(0, dot);
        String rest = dot < 0 ? "" : dotted.substring(dot);
        String known = names.get(first);
        return known != null ? known + rest : USUAL.getOrDefault(first, first) + rest;
    }

    /** Whether Python would know the first part of the name. */
    boolean imported(String dotted) {
        int dot = dotted.indexOf('.');
        String first = dot < 0 ? dotted : dotted.substring(0, dot);
        return names.containsKey(first) || !USUAL.containsKey(first);
    }

    private static Map<String, String> usual() {
        Map<String, String> all = new HashMap<>();
        for (String name : "dspy typing pydantic enum".split(" ")) {
            all.put(name, name);
        }
        for (String name : "Signature InputField OutputField".split(" ")) {
            all.put(name, "dspy." + name);
        }
        for (String name : "Any Literal Optional Union List Dict Annotated".split(" ")) {
            all.put(name, "typing." + name);
        }
        for (String name : "BaseModel Field".split(" ")) {
            all.put(name, "pydantic." + name);
        }
        for (String name : "Enum StrEnum IntEnum".split(" ")) {
            all.put(name, "enum." + name);
        }
        return Map.copyOf(all);
    }
}
