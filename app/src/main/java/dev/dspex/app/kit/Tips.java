package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

import java.util.function.Supplier;

/**
 * Words that appear where the pointer rests. A Tooltip is a window and costs more than a label: it
 * is made when the pointer first comes, as most things on a canvas are never pointed at.
 */
public final class Tips {
    private static final double WIDEST = 480;

    private Tips() {}

    /**
     * @param words asked each time the pointer comes; empty for none
     */
    public static void install(Node node, Supplier<String> words) {
        node.getProperties().put(Tips.class, words);
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> show(node, words.get()));
    }

    /** Whether something appears where the pointer rests on a node. */
    public static boolean on(Node node) {
        return node.getProperties().containsKey(Tips.class);
    }

    private static void show(Node node, String words) {
        if (node.getProperties().get(Tooltip.class) instanceof Tooltip made) {
            if (made.getText().equals(words)) return;
            node.getProperties().remove(Tooltip.class);
            Tooltip.uninstall(node, made);
        }
        if (words.isEmpty()) return;
        var tip = new Tooltip(words);
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST);
        node.getProperties().put(Tooltip.class, tip);
        Tooltip.install(node, tip);
    }
}
