package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Program to JSON, keys in the order of the format; what has its default value is left out. */
final class ProgramWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ProgramWriter() {}

    static ObjectNode write(Program program) {
        ObjectNode json =
                JSON.objectNode().put("format", ProgramFile.FORMAT).put("name", program.name());
        FieldWriter.putText(json, "description", program.description(), "");
        if (!program.types().isEmpty()) {
            json.set("types", FieldWriter.array(program.types(), ProgramWriter::type));
        }
        return body(json, program);
    }

    /** A program within a program, which has no name and no types of its own. */
    static ObjectNode inner(Program program) {
        ObjectNode json = JSON.objectNode();
        FieldWriter.putText(json, "description", program.description(), "");
        return body(json, program);
    }

    private static ObjectNode body(ObjectNode json, Program program) {
        json.set("inputs", FieldWriter.fields(program.inputs()));
        json.set("outputs", FieldWriter.fields(program.outputs()));
        json.set("nodes", FieldWriter.array(program.nodes(), NodeWriter::write));
        json.set("links", FieldWriter.array(program.links(), ProgramWriter::link));
        if (!program.notes().isEmpty()) {
            json.set("notes", FieldWriter.array(program.notes(), ProgramWriter::note));
        }
        if (!program.frames().isEmpty()) {
            json.set("frames", FieldWriter.array(program.frames(), ProgramWriter::frame));
        }
        if (!program.ends().equals(Ends.NOWHERE)) {
            ObjectNode ends = json.putObject("ends");
            FieldWriter.putPoint(ends, Names.INPUT, program.ends().input());
            FieldWriter.putPoint(ends, Names.OUTPUT, program.ends().output());
        }
        return json;
    }

    private static JsonNode type(RecordType type) {
        ObjectNode json =
                JSON.objectNode().put("name", type.name()).put("description", type.description());
        json.set("fields", FieldWriter.fields(type.fields()));
        FieldWriter.putText(json, "comment", type.comment(), "");
        return json;
    }

    private static JsonNode link(Link link) {
        return JSON.objectNode().put("from", link.from().text()).put("to", link.to().text());
    }

    private static JsonNode note(Note note) {
        ObjectNode json = JSON.objectNode().put("text", note.text());
        color(json, note.color());
        FieldWriter.putPoint(json, "at", note.at());
        size(json, note.size());
        return json;
    }

    private static JsonNode frame(Frame frame) {
        ObjectNode json = JSON.objectNode().put("text", frame.text());
        color(json, frame.color());
        FieldWriter.putPoint(json, "at", frame.at());
        size(json, frame.size());
        return json;
    }

    private static void size(ObjectNode json, @Nullable Size size) {
        if (size != null) {
            ObjectNode written = json.putObject("size");
            FieldWriter.put(written, "width", size.width());
            FieldWriter.put(written, "height", size.height());
        }
    }

    private static void color(ObjectNode json, @Nullable Tint color) {
        if (color != null) {
            json.put("color", color.text());
        }
    }
}
