package dev.dspex.edit;

import dev.dspex.program.FieldType;
import dev.dspex.program.Frame;
import dev.dspex.program.Link;
import dev.dspex.program.Node;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.RecordType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a program on the clipboard: a program file's text with the chosen nodes, the links
 * between them and the types that they use. It may be pasted into another project or window, or
 * into a mail.
 */
public final class Fragment {
    private static final String NAME = "fragment";

    private final Program part;

    private Fragment(Program part) {
        this.part = part;
    }

    /** The nodes, notes and frames with these ids; those of the program's two ends are left out. */
    public static Fragment of(Program program, Set<String> ids) {
        var nodes = program.nodes().stream().filter(n -> ids.contains(n.id())).toList();
        var inside = new HashSet<String>();
        nodes.forEach(n -> inside.add(n.id()));
        return new Fragment(
                Program.empty(NAME)
                        .withNodes(nodes)
                        .withTypes(used(program, nodes))
                        .withNotes(Marks.notes(program, ids))
                        .withFrames(Marks.frames(program, ids))
                        .withLinks(
                                program.links().stream()
                                        .filter(l -> inside.contains(l.from().node()))
                                        .filter(l -> inside.contains(l.to().node()))
                                        .toList()));
    }

    /** Reads what somebody copied; empty where the text is no program. */
    public static Optional<Fragment> parse(String text) {
        if (!text.stripLeading().startsWith("{")) return Optional.empty();
        return switch (ProgramFile.parse(text, "clipboard")) {
            case Read.Ok ok -> Optional.of(new Fragment(ok.program()));
            case Read.Draft draft -> Optional.of(new Fragment(draft.program()));
            case Read.Bad _ -> Optional.empty();
        };
    }

    public String text() {
        return ProgramFile.text(part);
    }

    public boolean isEmpty() {
        return ids().isEmpty();
    }

    public int size() {
        return ids().size();
    }

    /** Of its nodes, notes and frames, as they are within the fragment. */
    public Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        part.nodes().forEach(n -> ids.add(n.id()));
        for (var i = 0; i < part.notes().size(); i++) ids.add(Mark.note(i).id());
        for (var i = 0; i < part.frames().size(); i++) ids.add(Mark.frame(i).id());
        return ids;
    }

    /** A program with the fragment in it, and the ids that its parts got. */
    public record Pasted(Program program, Set<String> ids) {
        public Pasted {
            ids = Set.copyOf(ids);
        }
    }

    /**
     * Adds the nodes under free ids, and the notes and frames.
     *
     * @param at where the top left corner goes
     */
    public Pasted pasteInto(Program program, Point at) {
        var types = new ArrayList<>(program.types());
        var typeNames = adopt(types);
        var ids = new LinkedHashMap<String, String>();
        var taken = new HashSet<String>();
        program.nodes().forEach(n -> taken.add(n.id()));
        for (var node : part.nodes()) {
            var id = Edits.free(node.id(), taken);
            taken.add(id);
            ids.put(node.id(), id);
        }
        var corner = corner();
        var nodes = new ArrayList<>(program.nodes());
        for (var node : part.nodes()) {
            var place = node.at() == null ? corner : node.at();
            nodes.add(
                    TypeRenames.of(typeNames)
                            .in(node)
                            .renamed(ids.getOrDefault(node.id(), node.id()))
                            .movedTo(
                                    new Point(
                                            at.x() + place.x() - corner.x(),
                                            at.y() + place.y() - corner.y())));
        }
        var links = new ArrayList<>(program.links());
        for (var link : part.links()) {
            var from = ids.get(link.from().node());
            var to = ids.get(link.to().node());
            if (from != null && to != null)
                links.add(
                        new Link(
                                new Port(from, link.from().field()),
                                new Port(to, link.to().field())));
        }
        var pasted = new LinkedHashSet<>(ids.values());
        var result = program.withTypes(types).withNodes(nodes).withLinks(links);
        for (var note : part.notes()) {
            pasted.add(Marks.nextNote(result).id());
            result =
                    Marks.add(
                            result, Marks.shifted(note, at.x() - corner.x(), at.y() - corner.y()));
        }
        for (var frame : part.frames()) {
            pasted.add(Marks.nextFrame(result).id());
            result =
                    Marks.add(
                            result, Marks.shifted(frame, at.x() - corner.x(), at.y() - corner.y()));
        }
        return new Pasted(result, pasted);
    }

    /** Where the top left corner was. */
    public Point corner() {
        var known =
                Stream.of(
                                part.nodes().stream().map(Node::at),
                                part.notes().stream().map(Note::at),
                                part.frames().stream().map(Frame::at))
                        .flatMap(places -> places)
                        .flatMap(Stream::ofNullable)
                        .toList();
        return new Point(
                known.stream().mapToDouble(Point::x).min().orElse(0),
                known.stream().mapToDouble(Point::y).min().orElse(0));
    }

    /** Adds types that are not there; one of the same name but another shape gets a new name. */
    private Map<String, String> adopt(List<RecordType> types) {
        var names = new HashMap<String, String>();
        var taken = new HashSet<String>();
        types.forEach(t -> taken.add(t.name()));
        var added = new ArrayList<RecordType>();
        for (var type : part.types()) {
            if (types.contains(type)) continue;
            var name = Edits.free(type.name(), taken);
            taken.add(name);
            if (!name.equals(type.name())) names.put(type.name(), name);
            added.add(type.withName(name));
        }
        var renames = TypeRenames.of(names);
        added.forEach(t -> types.add(t.withFields(renames.in(t.fields()))));
        return names;
    }

    private static List<RecordType> used(Program program, List<Node> nodes) {
        var found = new LinkedHashSet<String>();
        Program.empty("part")
                .withNodes(nodes)
                .everyNode()
                .forEach(
                        n -> {
                            n.inputs().forEach(f -> collect(program, f.type(), found));
                            n.outputs().forEach(f -> collect(program, f.type(), found));
                        });
        return program.types().stream().filter(t -> found.contains(t.name())).toList();
    }

    private static void collect(Program program, FieldType type, Set<String> found) {
        switch (type) {
            case FieldType.ListOf(var item) -> collect(program, item, found);
            case FieldType.DictOf(var value) -> collect(program, value, found);
            case FieldType.OptionalOf(var item) -> collect(program, item, found);
            case FieldType.RecordRef(var name) -> {
                if (found.add(name))
                    program.type(name)
                            .ifPresent(
                                    r ->
                                            r.fields()
                                                    .forEach(
                                                            f ->
                                                                    collect(
                                                                            program, f.type(),
                                                                            found)));
            }
            case FieldType.Literal _, FieldType.Basic _, FieldType.Special _ -> {}
        }
    }
}
