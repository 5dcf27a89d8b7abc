package dev.dspex.app.kit;

import org.kordamp.ikonli.javafx.FontIcon;

/**
 * MaterialDesign2 icons by their plain name. Size and colour are style classes: icon-14, icon-18,
 * icon-accent.
 */
public final class Icons {
    private Icons() {}

    public static FontIcon icon(String name, String... styles) {
        var icon = new FontIcon("mdi2" + name.charAt(0) + "-" + name);
        icon.getStyleClass().addAll(styles);
        return icon;
    }

    /** The icon of a module class, a tool or an end of a program. */
    public static String ofKind(String kind) {
        return switch (kind) {
            case "Predict" -> "cube-outline";
            case "ChainOfThought" -> "brain";
            case "ReAct" -> "robot-outline";
            case "input" -> "import";
            case "output" -> "export";
            case "tool" -> "wrench-outline";
            default -> "cube-outline";
        };
    }
}
