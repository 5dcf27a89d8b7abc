package dev.dspex.app.kit;

import dev.dspex.app.theme.Fonts;

import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Canvas that fills its region and takes its colours and its text size from CSS: switching the
 * theme or the font scale redraws it. Drawing happens in the layout of the next frame, however
 * often {@link #redraw} was called.
 */
public abstract class ThemedCanvas extends Region {
    private static final Map<Paints, CssMetaData<ThemedCanvas, Paint>> PAINT_META = paintMeta();
    private static final CssMetaData<ThemedCanvas, Number> SCALE_META =
            new CssMetaData<>("-dxc-scale", StyleConverter.getSizeConverter(), 1.0) {
                @Override
                public boolean isSettable(ThemedCanvas canvas) {
                    return true;
                }

                @Override
                public StyleableProperty<Number> getStyleableProperty(ThemedCanvas canvas) {
                    return canvas.scale;
                }
            };
    private static final List<CssMetaData<? extends Styleable, ?>> META = allMeta();

    private final Canvas canvas = new Canvas();
    private final Map<Paints, StyleableObjectProperty<Paint>> paints = new EnumMap<>(Paints.class);
    private final StyleableDoubleProperty scale =
            new SimpleStyleableDoubleProperty(SCALE_META, this, "scale", 1.0) {
                @Override
                protected void invalidated() {
                    requestLayout();
                }
            };

    protected ThemedCanvas() {
        getStyleClass().add("themed-canvas");
        for (var paint : Paints.values()) paints.put(paint, property(paint));
        getChildren().add(canvas);
    }

    /** Draws everything; the context is clear and in its first state. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    public final void redraw() {
        requestLayout();
    }

    protected final Color color(Paints paint) {
        var property = paints.get(paint);
        return property != null && property.get() instanceof Color c ? c : Color.GRAY;
    }

    protected final Color color(Paints paint, double opacity) {
        return color(paint).deriveColor(0, 1, 1, opacity);
    }

    protected final double textScale() {
        return scale.get();
    }

    protected final Font inter(double size) {
        return Fonts.inter(size * scale.get());
    }

    protected final Font interSemi(double size) {
        return Fonts.interSemi(size * scale.get());
    }

    protected final Font mono(double size) {
        return Fonts.mono(size * scale.get());
    }

    /** A hairline lies in the middle of a pixel. */
    protected static double crisp(double v) {
        return Math.floor(v) + 0.5;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() <= 0 || getHeight() <= 0) return;
        g.save();
        draw(g, getWidth(), getHeight());
        g.restore();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return META;
    }

    private StyleableObjectProperty<Paint> property(Paints paint) {
        return new SimpleStyleableObjectProperty<>(
                PAINT_META.get(paint), this, paint.name(), Color.GRAY) {
            @Override
            protected void invalidated() {
                requestLayout();
            }
        };
    }

    private static Map<Paints, CssMetaData<ThemedCanvas, Paint>> paintMeta() {
        var all = new EnumMap<Paints, CssMetaData<ThemedCanvas, Paint>>(Paints.class);
        for (var paint : Paints.values()) {
            var name = "-dxc-" + paint.name().toLowerCase(Locale.ROOT).replace('_', '-');
            all.put(paint, new PaintMeta(name, paint));
        }
        return all;
    }

    private static List<CssMetaData<? extends Styleable, ?>> allMeta() {
        var all = new ArrayList<>(Region.getClassCssMetaData());
        all.addAll(PAINT_META.values());
        all.add(SCALE_META);
        return List.copyOf(all);
    }

    private static final class PaintMeta extends CssMetaData<ThemedCanvas, Paint> {
        private final Paints paint;

        PaintMeta(String name, Paints paint) {
            super(name, StyleConverter.getPaintConverter(), Color.GRAY);
            this.paint = paint;
        }

        @Override
        public boolean isSettable(ThemedCanvas canvas) {
            return true;
        }

        @Override
        public StyleableProperty<Paint> getStyleableProperty(ThemedCanvas canvas) {
            return java.util.Objects.requireNonNull(canvas.paints.get(paint));
        }
    }
}
