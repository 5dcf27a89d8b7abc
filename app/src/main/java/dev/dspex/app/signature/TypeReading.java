package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.FieldType;
import dev.dspex.program.Nearest;
import dev.dspex.program.TypeText;

import java.util.ArrayList;
import java.util.List;

/** The text of a type, as a person types it. */
final class TypeReading {
    private TypeReading() {}

    /**
     * @param records names of the record types that there are
     */
    static Checked<FieldType> read(String typed, List<String> records) {
        try {
            var type = TypeText.parse(typed);
            if (!(TypeShape.parts(type).getLast() instanceof FieldType.RecordRef(var name))
                    || records.contains(name)) return Checked.right(type);
            var all = new ArrayList<>(TypeShape.WORDS);
            all.addAll(records);
            return new Checked.Wrong<>(
                    text("signature.type.unknown", name),
                    Nearest.to(name, all).map(near -> typed.replace(name, near)).orElse(null));
        } catch (TypeText.BadType e) {
            return Checked.wrong(
                    text("signature.type.bad", String.valueOf(e.getMessage()), e.offset() + 1));
        }
    }
}
