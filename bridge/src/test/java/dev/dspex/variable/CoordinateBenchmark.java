package dev.dspex.variable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Cost of one change by the number of variables: half of them chosen, half follow from two others,
 * one observer. Started by hand: {@code java -cp … dev.dspex.variable.CoordinateBenchmark}.
 */
final class CoordinateBenchmark {
    private static final int CHANGES = 2_000;

    private CoordinateBenchmark() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 2; round++) {
            for (int size : new int[] {10, 1_000, 10_000}) {
                measure(size);
            }
        }
    }

    private static void measure(int size) {
        List<Variable> variables = new ArrayList<>();
        int half = size / 2;
        for (int i = 0; i < half; i++) {
            variables.add(new Variable.Free("v" + i, new Domain.FloatRange(0, 1, null), 0.5));
        }
        for (int i = half; i < size; i++) {
            variables.add(
                    Spaces.composite("v" + i, "v" + (i - half) + " + v" + (i - half + 1) % half));
        }
        long since = System.nanoTime();
        Coordinator coordinator =
                new Coordinator(
                        Spaces.of(variables, List.of(), List.of()),
                        new MemoryLog(),
                        InstantSource.system());
        double made = (System.nanoTime() - since) / 1e6;
        long[] heard = new long[1];
        coordinator.observe(Observer.Rank.VIEWS, told -> heard[0] += told.changes().size());
        double[] micros = new double[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            long start = System.nanoTime();
            coordinator.coordinate(Change.of("v" + i % half, (i % 97) / 100.0, "Benchmark", ""));
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%,7d variables: made in %,.0f ms; a change %,.0f us median, %,.0f us p95 (%.1f"
                        + " variables each)%n",
                size,
                made,
                micros[CHANGES / 2],
                micros[CHANGES * 95 / 100],
                (double) heard[0] / CHANGES);
    }
}
