package dev.dspex.app.command;

/**
 * One line of the palette.
 *
 * @param group heading under which it stands
 * @param note what stands at the right: kind, or why it cannot run
 * @param key key caps, empty for none
 */
public record PaletteEntry(
        String group,
        String text,
        String icon,
        String note,
        String key,
        boolean enabled,
        Runnable action) {
    static PaletteEntry of(Command command) {
        return new PaletteEntry(
                command.group(),
                command.text(),
                command.icon(),
                command.isEnabled() ? "" : command.unavailable(),
                command.keyText(),
                command.isEnabled(),
                command::run);
    }
}
