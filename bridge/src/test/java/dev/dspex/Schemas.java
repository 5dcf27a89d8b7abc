package dev.dspex;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JSON Schemas of the assets. */
public final class Schemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    public static String text(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("dspex.home"), "assets/schema", name));
    }

    /** What a schema says against a text; nothing when it conforms. */
    public static List<Error> errors(String schema, String json) throws IOException {
        return REGISTRY.getSchema(text(schema)).validate(json, InputFormat.JSON);
    }

    /** What the meta-schema says against a schema. */
    public static List<Error> errorsOf(String schema) throws IOException {
        Schema meta =
                REGISTRY.getSchema(
                        SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        return meta.validate(text(schema), InputFormat.JSON);
    }
}
