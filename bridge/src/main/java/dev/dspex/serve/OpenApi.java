package dev.dspex.serve;

import dev.dspex.program.Program;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The description of a served program, and a page for people. */
final class OpenApi {
    private OpenApi() {}

    /** OpenAPI 3.1. */
    static ObjectNode of(Program program, String server) {
        ObjectNode api = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        api.putObject("info").put("title", program.name()).put("version", "1");
        api.putArray("servers").addObject().put("url", server);
        ObjectNode post = api.putObject("paths").putObject("/run").putObject("post");
        post.put("operationId", "run").put("summary", "Ask " + program.name() + " once.");
        post.putArray("security").addObject().putArray("bearer");
        ObjectNode body = post.putObject("requestBody").put("required", true);
        body.putObject("content")
                .putObject("application/json")
                .set("schema", closed(TypeSchema.object(program.inputs())));
        ObjectNode answers = post.putObject("responses");
        ObjectNode good = answers.putObject("200").put("description", "The answer.");
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("type", "object");
        answer.putArray("required").add("outputs");
        ObjectNode properties = answer.putObject("properties");
        properties.set("outputs", TypeSchema.object(program.outputs()));
        properties.putObject("module").put("type", "string");
        good.putObject("content").putObject("application/json").set("schema", answer);
        error(answers, "400", "The request does not fit the program.");
        error(answers, "401", "The bearer token is missing or wrong.");
        error(answers, "413", "The request is too large.");
        error(answers, "415", "The request is no JSON.");
        error(answers, "502", "The program could not answer.");
        error(answers, "503", "Too many requests wait; Retry-After says when to ask again.");
        error(answers, "504", "There was no answer in time.");
        ObjectNode components = api.putObject("components");
        ObjectNode schemas = TypeSchema.records(program);
        schemas.set("Error", Refusal.schema());
        components.set("schemas", schemas);
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer");
        return api;
    }

    private static ObjectNode closed(ObjectNode schema) {
        return schema.put("additionalProperties", false);
    }

    private static void error(ObjectNode answers, String status, String what) {
        answers.putObject(status)
                .put("description", what)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Error");
    }

    /** A page without a script: what the program takes and gives, and how to ask it. */
    static String page(Program program, String server) {
        ObjectNode api = of(program, server);
        String schema = escaped(api.toPrettyString());
        String name = escaped(program.name());
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
        pre{background:#f6f8fa;padding:1rem;overflow:auto;border-radius:6px}</style></head><body>
        <h1>%s</h1>
        <p>POST a JSON object with the inputs to <code>/run</code>, with the header
        <code>Authorization: Bearer TOKEN</code>. The token was shown when the program was started.</p>
        <pre>curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
             -d @inputs.json %s/run</pre>
        <h2>OpenAPI</h2><p>As a file: <a href="/openapi.json">openapi.json</a></p>
        <pre>%s</pre></body></html>
        """
                .formatted(name, name, escaped(server), schema);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
