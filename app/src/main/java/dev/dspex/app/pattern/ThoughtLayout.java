package dev.dspex.app.pattern;

import javafx.geometry.Rectangle2D;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the cards stand: the input on top, a layer for each depth, siblings together and as near
 * below what they go on from as the others let them, in several rows where a layer has many.
 *
 * @param cards the place of each thought, by its number; 0 is the input
 * @param tops where each layer begins
 */
record ThoughtLayout(
        Map<Integer, Rectangle2D> cards,
        List<List<Thought>> levels,
        List<Double> tops,
        Rectangle2D extent) {
    static final double HEIGHT = 56;
    static final double GAP = 20;

    /** Between the layers, where the links and the name of a layer are. */
    private static final double BETWEEN = 80;

    private static final double ROW = HEIGHT + 12;

    /** How wide a layer is before its siblings stand in several rows. */
    private static final double WIDE = 1480;

    /** Siblings that stand together, in so many columns. */
    private record Group(List<Thought> members, int columns, double wanted, double width) {
        int rows() {
            return (members.size() + columns - 1) / columns;
        }
    }

    /** Groups that push each other: they stand without room between them. */
    private static final class Block {
        final List<Group> groups = new ArrayList<>();
        double sum;
        double weight;
        double width;

        /** The left edge that is nearest to what its groups want. */
        double left() {
            return sum / weight;
        }

        void add(Block next) {
            for (var group : next.groups) {
                groups.add(group);
                sum += (group.wanted() - width) * group.columns();
                weight += group.columns();
                width += group.width();
            }
        }
    }

    /**
     * @param width of a card
     */
    static ThoughtLayout of(ThoughtTree tree, double width) {
        var cards = new LinkedHashMap<Integer, Rectangle2D>();
        cards.put(0, new Rectangle2D(-width / 2, 0, width, HEIGHT));
        var levels = tree.levels();
        var tops = new ArrayList<Double>();
        double top = HEIGHT + BETWEEN;
        for (var level : levels) {
            tops.add(top);
            var groups = groups(level, cards, width);
            for (var block : blocks(groups)) {
                double x = block.left();
                for (var group : block.groups) {
                    place(group, x, top, width, cards);
                    x += group.width();
                }
            }
            int rows = groups.stream().mapToInt(Group::rows).max().orElse(1);
            top += rows * ROW - (ROW - HEIGHT) + BETWEEN;
        }
        return new ThoughtLayout(cards, levels, tops, extent(cards));
    }

    private static void place(
            Group group, double x, double y, double width, Map<Integer, Rectangle2D> cards) {
        for (int i = 0; i < group.members().size(); i++)
            cards.put(
                    group.members().get(i).number(),
                    new Rectangle2D(
                            x + i % group.columns() * (width + GAP),
                            y + (double) (i / group.columns()) * ROW,
                            width,
                            HEIGHT));
    }

    /** Those of the same parent, the parents from the left. */
    private static List<Group> groups(
            List<Thought> level, Map<Integer, Rectangle2D> cards, double width) {
        var siblings = new HashMap<Integer, List<Thought>>();
        for (var one : level)
            siblings.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one);
        int most = Math.max(1, (int) (WIDE / (width + GAP)) / siblings.size());
        return siblings.entrySet().stream()
                .map(
                        e -> {
                            var above = cards.getOrDefault(e.getKey(), Rectangle2D.EMPTY);
                            int columns = Math.min(most, e.getValue().size());
                            double wide = columns * (width + GAP);
                            double middle = (above.getMinX() + above.getMaxX() + GAP) / 2;
                            return new Group(e.getValue(), columns, middle - wide / 2, wide);
                        })
                .sorted(Comparator.comparingDouble(group -> group.wanted() + group.width() / 2))
                .toList();
    }

    /** From the left, what would overlap is pushed apart, each as little as it can be. */
    private static List<Block> blocks(List<Group> groups) {
        var blocks = new ArrayList<Block>();
        for (var group : groups) {
            var alone = new Block();
            alone.groups.add(group);
            alone.sum = group.wanted() * group.columns();
            alone.weight = group.columns();
            alone.width = group.width();
            blocks.add(alone);
            while (blocks.size() > 1) {
                var last = blocks.getLast();
                var before = blocks.get(blocks.size() - 2);
                if (before.left() + before.width <= last.left()) break;
                before.add(last);
                blocks.removeLast();
            }
        }
        return blocks;
    }

    private static Rectangle2D extent(Map<Integer, Rectangle2D> cards) {
        double left = 0, right = 0, bottom = 0;
        for (var card : cards.values()) {
            left = Math.min(left, card.getMinX());
            right = Math.max(right, card.getMaxX());
            bottom = Math.max(bottom, card.getMaxY());
        }
        return new Rectangle2D(left, 0, right - left, bottom);
    }
}
