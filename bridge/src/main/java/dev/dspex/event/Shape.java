package dev.dspex.event;

import static java.util.stream.Collectors.toUnmodifiableMap;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Says whether an event read from JSON has every field that its record does not declare as
 * nullable.
 */
final class Shape {

    private static final Map<Class<?>, List<RecordComponent>> REQUIRED =
            Arrays.stream(EventType.values())
                    .map(EventType::record)
                    .collect(toUnmodifiableMap(Function.identity(), Shape::required));

    private Shape() {}

    static boolean complete(RunEvent event) {
        return REQUIRED.getOrDefault(event.getClass(), List.of()).stream()
                .noneMatch(component -> value(component, event) == null);
    }

    private static List<RecordComponent> required(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> !component.getType().isPrimitive())
                .filter(
                        component ->
                                !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .toList();
    }

    private static @Nullable Object value(RecordComponent component, RunEvent event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
