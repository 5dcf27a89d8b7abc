package dev.dspex.run;

import dev.dspex.event.Stamped;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands events, once stored, to everyone who wants them. A slow one delays nobody. */
final class Subscribers implements AutoCloseable {
    private final RunLog log;
    private final List<Subscriber> all = new CopyOnWriteArrayList<>();

    Subscribers(RunLog log) {
        this.log = log;
    }

    Runs.Subscription add(Consumer<List<Stamped>> consumer) {
        Subscriber subscriber = new Subscriber(log, consumer);
        all.add(subscriber);
        return () -> {
            all.remove(subscriber);
            subscriber.close();
        };
    }

    void publish(List<Stamped> batch) {
        for (Subscriber subscriber : all) {
            subscriber.offer(batch);
        }
    }

    @Override
    public void close() {
        all.forEach(Subscriber::close);
        all.clear();
    }
}
