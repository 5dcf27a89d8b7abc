package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Spot;
import dev.dspex.app.chart.Timeline;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;
import dev.dspex.orchestration.Strategy;

import java.util.Arrays;
import java.util.List;

/** The strategies of a session as lanes of time. */
final class StrategyLanes implements Timeline.Data {
    private static final List<String> KEYS =
            Arrays.stream(Strategy.values()).map(Strategy::key).toList();

    private final List<LiveSessionModel.Held> held;
    private final boolean running;

    StrategyLanes(LiveSessionModel model) {
        held = model.strategies().stream().filter(one -> KEYS.contains(one.strategy())).toList();
        running = model.running();
    }

    @Override
    public List<String> lanes() {
        return KEYS;
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public int lane(int index) {
        return KEYS.indexOf(held.get(index).strategy());
    }

    @Override
    public double from(int index) {
        return held.get(index).from();
    }

    @Override
    public double to(int index) {
        return held.get(index).to();
    }

    @Override
    public Paints paint(int index) {
        return running && index == held.size() - 1 ? Paints.ACCENT_FILL : Paints.SUBTLE;
    }

    @Override
    public List<Spot.Line> words(int index) {
        var one = held.get(index);
        return List.of(
                new Spot.Line("", one.strategy()),
                new Spot.Line(
                        text("session.strategy.by"),
                        one.decision() == 0
                                ? text("session.strategy.start")
                                : text("session.strategy.decision", one.decision())),
                new Spot.Line(
                        text("session.strategy.for"), Figures.seconds(one.to() - one.from())));
    }
}
