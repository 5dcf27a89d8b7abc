package dev.dspex.app.command;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

import org.fxmisc.richtext.GenericStyledArea;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** All commands of the window, in the order in which they were added. JavaFX thread only. */
public final class Commands {
    private final Map<String, Command> byId = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException when the id or the key is taken
     */
    public void add(Command command) {
        for (var other : byId.values()) {
            var clash = command.key() != null && command.key().equals(other.key());
            if (clash || command.id().equals(other.id())) {
                throw new IllegalArgumentException(command.id() + " clashes with " + other.id());
            }
        }
        byId.put(command.id(), command);
    }

    public void addAll(List<Command> commands) {
        commands.forEach(this::add);
    }

    public List<Command> all() {
        return new ArrayList<>(byId.values());
    }

    /** All of them by the words of their group, in the order in which each began. */
    public Map<String, List<Command>> groups() {
        var groups = new LinkedHashMap<String, List<Command>>();
        for (var command : byId.values())
            groups.computeIfAbsent(command.group(), _ -> new ArrayList<>()).add(command);
        return groups;
    }

    /**
     * @throws NoSuchElementException for an id that nobody added
     */
    public Command get(String id) {
        var command = byId.get(id);
        if (command == null) throw new NoSuchElementException("No command " + id);
        return command;
    }

    /** Those of the ids that somebody added, in this order. */
    public List<Command> known(String... ids) {
        return Stream.of(ids).map(byId::get).filter(Objects::nonNull).toList();
    }

    /**
     * Makes every key work in the scene; a key that also writes a letter rests while text is typed.
     *
     * @param free whether commands have the keyboard: what lies over the window may hold it
     */
    public void installKeys(Scene scene, BooleanSupplier free) {
        for (var command : byId.values()) {
            if (command.key() != null) {
                var writes = writes(command.key());
                scene.getAccelerators()
                        .put(
                                command.key(),
                                () -> {
                                    if (free.getAsBoolean()
                                            && !(writes && types(scene.getFocusOwner())))
                                        command.run();
                                });
            }
        }
    }

    private static boolean writes(KeyCombination key) {
        return key instanceof KeyCodeCombination combination
                && combination.getCode().isLetterKey()
                && key.getControl() != ModifierValue.DOWN
                && key.getShortcut() != ModifierValue.DOWN
                && key.getAlt() != ModifierValue.DOWN;
    }

    private static boolean types(@Nullable Node focused) {
        return focused instanceof TextInputControl || focused instanceof GenericStyledArea<?, ?, ?>;
    }
}
