package dev.dspex.app.canvas;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * One input and one output beside each other. The glyphs sit on the node's border, outside of this
 * row.
 */
final class PortRow extends HBox {
    private final @Nullable PortView in;
    private final @Nullable PortView out;

    PortRow(@Nullable PortSpec in, @Nullable PortSpec out, boolean types) {
        getStyleClass().add("port-row");
        this.in = in == null ? null : new PortView(in);
        this.out = out == null ? null : new PortView(out);
        if (in != null) {
            getChildren().add(Labels.label(in.name()));
            if (types) getChildren().add(Labels.label(Metrics.shownType(in), "mono-tiny"));
        }
        getChildren().add(Layout.grow());
        if (out != null) {
            if (types) getChildren().add(Labels.label(Metrics.shownType(out), "mono-tiny"));
            getChildren().add(Labels.label(out.name()));
        }
        if (this.in != null) getChildren().add(this.in);
        if (this.out != null) getChildren().add(this.out);
    }

    /** Shows which ports a link on its way could end at; null when there is none. */
    void mark(@Nullable Predicate<Boolean> fits) {
        if (in != null) in.mark(fits == null ? null : fits.test(true));
        if (out != null) out.mark(fits == null ? null : fits.test(false));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        var top = (getHeight() - PortView.HIT) / 2;
        if (in != null) {
            in.resizeRelocate(-0.5 - PortView.HIT / 2, top, PortView.HIT, PortView.HIT);
        }
        if (out != null) {
            out.resizeRelocate(
                    getWidth() + 0.5 - PortView.HIT / 2, top, PortView.HIT, PortView.HIT);
        }
    }
}
