package dev.dspex.app.canvas;

import dev.dspex.app.kit.TypeLook;
import dev.dspex.program.Field;

/**
 * A port as it is drawn.
 *
 * @param type short type, as it stands beside the name
 * @param fullType the type in full, for the tooltip
 * @param linked whether a link starts or ends here
 */
public record PortSpec(
        String name,
        String type,
        String fullType,
        TypeLook.Kind kind,
        TypeLook.Form form,
        boolean linked) {
    static PortSpec of(Field field, boolean linked) {
        var type = field.type();
        return new PortSpec(
                field.name(),
                TypeLook.brief(type),
                type.text(),
                TypeLook.kind(type),
                TypeLook.form(type),
                linked);
    }
}
