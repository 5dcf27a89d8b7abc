package dev.dspex.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Shapes of single points, drawn with their middle at x and y. */
public enum Marker {
    DISC {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setFill(ink);
            g.fillOval(x - r, y - r, 2 * r, 2 * r);
        }
    },
    RING {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setFill(ground);
            g.fillOval(x - r, y - r, 2 * r, 2 * r);
            g.setStroke(ink);
            g.strokeOval(x - r, y - r, 2 * r, 2 * r);
        }
    },
    SQUARE {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setFill(ink);
            g.fillRect(x - r, y - r, 2 * r, 2 * r);
        }
    },
    DIAMOND {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setFill(ink);
            double d = r * 1.25;
            g.fillPolygon(new double[] {x, x + d, x, x - d}, new double[] {y - d, y, y + d, y}, 4);
        }
    },
    TRIANGLE {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setFill(ink);
            double d = r * 1.2;
            g.fillPolygon(
                    new double[] {x, x + d, x - d},
                    new double[] {y - d, y + d * 0.8, y + d * 0.8},
                    3);
        }
    },
    CROSS {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setStroke(ink);
            g.strokeLine(x - r, y - r, x + r, y + r);
            g.strokeLine(x - r, y + r, x + r, y - r);
        }
    },
    PLUS {
        @Override
        void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground) {
            g.setStroke(ink);
            g.strokeLine(x - r, y, x + r, y);
            g.strokeLine(x, y - r, x, y + r);
        }
    };

    /** Draws with the line width that is set and no dash. */
    abstract void draw(GraphicsContext g, double x, double y, double r, Color ink, Color ground);
}
