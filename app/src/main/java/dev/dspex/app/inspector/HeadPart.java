package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.edit.Edits;
import dev.dspex.program.Names;
import dev.dspex.program.Node;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.Optional;

/** The title of a node, its id, and how it stands. */
final class HeadPart implements Part {
    private final Editing editing;
    private final Surroundings around;
    private final Node first;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final ValueField title;
    private final ValueField id;
    private final HBox stale;
    private final HBox pinned;
    private final VBox region;

    HeadPart(Editing editing, Node node, Surroundings around) {
        this.editing = editing;
        this.around = around;
        first = node;
        title =
                new ValueField(
                        Fields.text("", text("inspector.title")),
                        editing,
                        words ->
                                words.isBlank()
                                        ? Optional.of(text("inspector.title.empty"))
                                        : Optional.empty(),
                        String::strip,
                        this::retitle);
        title.field().setId("inspector-title");
        title.field().getStyleClass().add("title-field");
        id =
                new ValueField(
                        Rows.mono(text("inspector.id")),
                        editing,
                        this::badId,
                        String::strip,
                        words -> {});
        id.field().setId("inspector-id");
        id.field()
                .setOnKeyPressed(
                        e -> {
                            if (e.getCode() == javafx.scene.input.KeyCode.ENTER) rename();
                        });
        id.field()
                .focusedProperty()
                .addListener(
                        (_, _, has) -> {
                            if (!has) rename();
                        });
        stale = mark(RunState.STALE, text("inspector.stale"));
        pinned = Layout.row(8, Icons.icon("pin", "icon-14", "icon-accent"));
        pinned.getChildren()
                .addAll(
                        Layout.wide(Labels.cut(text("inspector.pinned"), "small", "muted")),
                        Buttons.link(text("inspector.unpin"), this::unpin));
        var icon = Icons.icon(Icons.ofKind(node.kindName()), "icon-20", "icon-plain");
        var head = Layout.row(8, icon, title, state);
        HBox.setHgrow(title, javafx.scene.layout.Priority.ALWAYS);
        region =
                Layout.padded(
                        Layout.column(6, head, Rows.named(text("inspector.id"), id), stale, pinned),
                        12);
        title.saidBelow(region);
        id.saidBelow(region);
        refresh();
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void refresh() {
        editing.node(first.id())
                .ifPresent(
                        node -> {
                            title.show(node.title());
                            id.show(node.id());
                            shown(pinned, node.isPinned());
                        });
    }

    void state(RunState now) {
        state.setState(now);
        shown(stale, now == RunState.STALE);
    }

    private void retitle(String words) {
        editing.node(
                first.id(),
                text("inspector.edit.title"),
                "title " + first.id(),
                node -> node.withTitle(words.strip()));
    }

    /** An id is renamed once it is whole: on the way to it, it would be another node's. */
    private void rename() {
        var wanted = id.field().getText().strip();
        if (wanted.equals(first.id()) || badId(wanted).isPresent()) return;
        if (editing.node(first.id()).isEmpty()) return;
        editing.program(
                text("inspector.edit.id", wanted),
                null,
                program -> Edits.rename(program, first.id(), wanted));
        around.select(wanted);
    }

    private Optional<String> badId(String words) {
        var wanted = words.strip();
        if (wanted.equals(first.id())) return Optional.empty();
        if (editing.node(wanted).isPresent())
            return Optional.of(text("inspector.id.taken", wanted));
        return Names.badNode(wanted).map(why -> text("inspector.name.bad", wanted, why));
    }

    private void unpin() {
        editing.node(
                first.id(),
                text("inspector.edit.unpin", first.title()),
                null,
                node -> node.withHead(node.head().withPinned(Map.of())));
    }

    private static HBox mark(RunState state, String words) {
        return Layout.row(8, new StateIcon(state, 14), Labels.cut(words, "small", "muted"));
    }

    private static void shown(Region region, boolean shown) {
        region.setVisible(shown);
        region.setManaged(shown);
    }
}
