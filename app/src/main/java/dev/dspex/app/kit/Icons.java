package dev.dspex.app.kit;

import dev.dspex.program.Kind;

import org.kordamp.ikonli.javafx.FontIcon;

/**
 * MaterialDesign2 icons by their plain name. Size and colour are style classes: icon-14, icon-18,
 * icon-accent.
 */
public final class Icons {
    private Icons() {}

    public static FontIcon icon(String name, String... styles) {
        var icon = new FontIcon(literal(name));
        icon.getStyleClass().addAll(styles);
        return icon;
    }

    /** Another icon in the same place. */
    public static void set(FontIcon icon, String name) {
        var literal = literal(name);
        if (!literal.equals(icon.getIconLiteral())) icon.setIconLiteral(literal);
    }

    private static String literal(String name) {
        return "mdi2" + name.charAt(0) + "-" + name;
    }

    /** The icon of a module class, a tool or an end of a program. */
    public static String ofKind(String kind) {
        return switch (kind) {
            case "input" -> "import";
            case "output" -> "export";
            case "note" -> "note-outline";
            case "frame" -> "vector-square";
            default -> Kind.of(kind).map(Kind::icon).orElse("cube-outline");
        };
    }
}
