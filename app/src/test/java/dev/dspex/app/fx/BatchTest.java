package dev.dspex.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.ManualFx;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class BatchTest {
    private final ManualFx fx = new ManualFx();

    @Test
    void aFrameHandsOverEverythingOnceAndInOrder() {
        var seen = new ArrayList<List<Integer>>();
        var batch = new Batch<Integer>(fx, seen::add);
        batch.add(1);
        batch.addAll(List.of(2, 3));
        assertThat(fx.frames()).isEqualTo(1);
        fx.frame();
        batch.add(4);
        fx.frame();
        assertThat(seen).containsExactly(List.of(1, 2, 3), List.of(4));
    }

    @Test
    void nothingIsLostBetweenThreads() {
        var seen = new ArrayList<Integer>();
        var batch = new Batch<Integer>(fx, seen::addAll);
        var writers = new CompletableFuture<?>[4];
        for (var w = 0; w < writers.length; w++) {
            writers[w] =
                    CompletableFuture.runAsync(
                            () -> {
                                for (var i = 0; i < 1000; i++) batch.add(i);
                            });
        }
        while (!CompletableFuture.allOf(writers).isDone()) fx.frame();
        fx.frame();
        assertThat(seen).hasSize(4000);
    }

    @Test
    void aGaugeShowsOnlyTheNewestValue() {
        var seen = new ArrayList<String>();
        var latest = new Latest<String>(fx, seen::add);
        latest.set("a");
        latest.set("b");
        fx.frame();
        latest.set("c");
        fx.frame();
        assertThat(seen).containsExactly("b", "c");
    }

    @Test
    void aFailureArrivesAsItself() {
        var seen = new ArrayList<Throwable>();
        var background = new Background(fx, Runnable::run);
        background.run(
                () -> {
                    throw new IllegalArgumentException("no such file");
                },
                value -> {
                    throw new AssertionError(value);
                },
                seen::add);
        fx.frame();
        assertThat(seen).singleElement().isInstanceOf(IllegalArgumentException.class);
    }
}
