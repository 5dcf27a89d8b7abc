package dev.dspex.serve;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Why a request is not answered, as the client reads it. */
final class Refusal extends Exception {
    private final int status;
    private final String code;
    private final String hint;
    private final String field;

    private Refusal(int status, String code, String message, String hint, String field) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.hint = hint;
        this.field = field;
    }

    static Refusal of(int status, String code, String message, String hint) {
        return new Refusal(status, code, message, hint, "");
    }

    static Refusal of(String code, String field, String message, String hint) {
        return new Refusal(400, code, message, hint, field);
    }

    int status() {
        return status;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error").put("code", code).put("message", getMessage());
        error.put("hint", hint);
        if (!field.isEmpty()) error.put("field", field);
        return json;
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putArray("required").add("error");
        ObjectNode error = schema.putObject("properties").putObject("error").put("type", "object");
        error.putArray("required").add("code").add("message");
        ObjectNode properties = error.putObject("properties");
        for (String key : new String[] {"code", "message", "hint", "field"}) {
            properties.putObject(key).put("type", "string");
        }
        return schema;
    }
}
