package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random acyclic graphs of up to 50 variables against recomputing everything until it stands. */
class PropagationProperties {

    /** What a variable of the model adds up, with 1; none for a chosen one. */
    private record Model(int size, List<Set<Integer>> sums) {
        static Model random(Random random, int size) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                order.add(i);
            }
            java.util.Collections.shuffle(order, random);
            List<Set<Integer>> sums = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                sums.add(new HashSet<>());
            }
            for (int at = 1; at < size; at++) {
                int edges = random.nextInt(4);
                for (int e = 0; e < edges; e++) {
                    sums.get(order.get(at)).add(order.get(random.nextInt(at)));
                }
            }
            return new Model(size, sums);
        }

        boolean chosen(int i) {
            return sums.get(i).isEmpty();
        }

        VariableSpace space() {
            List<Variable> variables = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                StringBuilder text = new StringBuilder("1");
                sums.get(i).forEach(j -> text.append(" + v").append(j));
                variables.add(
                        chosen(i)
                                ? new Variable.Free("v" + i, new Domain.IntegerRange(0, 9, 1), 1L)
                                : Spaces.composite("v" + i, text.toString()));
            }
            return Spaces.of(variables, List.of(), List.of());
        }

        /** Recomputes all of them again and again until nothing changes. */
        Map<String, Object> fixedPoint(Map<Integer, Long> given) {
            long[] values = new long[size];
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int i = 0; i < size; i++) {
                    long now = chosen(i) ? given.getOrDefault(i, 0L) : 1;
                    for (int j : sums.get(i)) {
                        now += values[j];
                    }
                    changed |= now != values[i];
                    values[i] = now;
                }
            }
            Map<String, Object> result = new HashMap<>();
            for (int i = 0; i < size; i++) {
                result.put("v" + i, values[i]);
            }
            return result;
        }
    }

    @Property(tries = 60)
    void everyChangeGivesWhatRecomputingAllGives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int size) {
        Random random = new Random(seed);
        Model model = Model.random(random, size);
        Coordinator coordinator =
                new Coordinator(model.space(), new MemoryLog(), InstantSource.system());
        Map<Integer, Long> given = new HashMap<>();
        for (int i = 0; i < size; i++) {
            if (model.chosen(i)) {
                given.put(i, 1L);
            }
        }
        List<Told> told = new ArrayList<>();
        coordinator.observe(Observer.Rank.VIEWS, told::add);

        for (int step = 0; step < 10; step++) {
            List<Integer> free = List.copyOf(given.keySet());
            Map<String, Object> values = new HashMap<>();
            for (int k = 0; k <= random.nextInt(3); k++) {
                int which = free.get(random.nextInt(free.size()));
                long value = random.nextInt(10);
                given.put(which, value);
                values.put("v" + which, value);
            }
            Snapshot before = coordinator.now();
            told.clear();

            coordinator.coordinate(new Change(values, Map.of(), "Test", "", null));

            Map<String, Object> expected = model.fixedPoint(given);
            assertThat(coordinator.now().space().values()).isEqualTo(expected);
            checkTold(model, before, expected, told);
        }
    }

    /** Exactly what changed is told, each once, causes before effects. */
    private static void checkTold(
            Model model, Snapshot before, Map<String, Object> after, List<Told> told) {
        Set<String> different = new HashSet<>();
        after.forEach(
                (name, value) -> {
                    if (!value.equals(before.space().value(name))) {
                        different.add(name);
                    }
                });
        List<String> names =
                told.stream().flatMap(t -> t.changes().stream()).map(ValueChange::name).toList();
        assertThat(names).containsExactlyInAnyOrderElementsOf(different);
        for (String name : names) {
            for (int cause : model.sums().get(Integer.parseInt(name.substring(1)))) {
                if (different.contains("v" + cause)) {
                    assertThat(names.indexOf("v" + cause)).isLessThan(names.indexOf(name));
                }
            }
        }
    }
}
