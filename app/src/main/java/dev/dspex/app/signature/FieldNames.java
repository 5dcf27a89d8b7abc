package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.SignatureEdits;
import dev.dspex.program.Field;
import dev.dspex.program.Names;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether a text can be the name of a field, a record type or a signature, and what could be. */
final class FieldNames {
    private static final Map<String, String> BETTER =
            Map.of(
                    "config", "settings",
                    "prediction", "predicted",
                    "demos", "examples",
                    "signature", "signature_text",
                    "instructions", "guidance",
                    "fields", "field_list",
                    "schema", "schema_text",
                    "json", "json_text",
                    "dict", "mapping",
                    "copy", "copy_text");

    private FieldNames() {}

    /**
     * @param taken fields beside it
     */
    static Checked<String> field(String typed, List<Field> taken) {
        return check(
                typed,
                Names::badField,
                taken.stream().map(Field::name).toList(),
                wish -> SignatureEdits.freeField(taken, wish));
    }

    static Checked<String> type(String typed, List<String> taken) {
        return check(typed, Names::badType, taken, wish -> wish);
    }

    static Checked<String> signature(String typed) {
        return check(typed, Names::badSignature, List.of(), wish -> wish);
    }

    private static Checked<String> check(
            String typed,
            Function<String, Optional<String>> bad,
            List<String> taken,
            Function<String, String> free) {
        var reason = bad.apply(typed).orElse(null);
        if (reason == null && taken.contains(typed)) reason = text("signature.name.taken");
        if (reason == null) return Checked.right(typed);
        var sentence =
                typed.isEmpty()
                        ? text("signature.name.missing")
                        : text("signature.name.bad", typed, reason);
        return new Checked.Wrong<>(sentence, near(typed, bad, free));
    }

    private static @Nullable String near(
            String typed, Function<String, Optional<String>> bad, Function<String, String> free) {
        var words =
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC)
                        .replaceAll("[^\\p{L}\\p{N}_]+", "_")
                        .replaceAll("^[_\\p{N}]+", "");
        var wish = BETTER.getOrDefault(words, words);
        if (!wish.isEmpty() && bad.apply(wish).isPresent()) wish += "_value";
        if (wish.isEmpty() || bad.apply(wish).isPresent()) return null;
        var name = free.apply(wish);
        return name.equals(typed) ? null : name;
    }
}
