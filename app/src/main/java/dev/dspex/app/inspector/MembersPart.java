package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Panels;
import dev.dspex.edit.KindChange;
import dev.dspex.program.Member;
import dev.dspex.program.ModuleNode;

import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Whom a Consensus asks: one module several times, or members with what each has of its own. */
final class MembersPart implements Part {
    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final Button add = Buttons.small(text("inspector.members.add"), "plus");
    private final Button apart =
            Buttons.small(text("inspector.members.apart"), "account-multiple-plus-outline");
    private final Button alike = Buttons.small(text("inspector.members.alike"), "content-copy");
    private final Region said = Labels.prose(text("inspector.members.one"), "muted", "small");
    private final VBox rows = new VBox(10);
    private final VBox section =
            Panels.section(Panels.sectionTitle(text("inspector.members"), add), said, rows);
    private List<MemberRow> shown = List.of();

    MembersPart(Editing editing, ModuleNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        section.getChildren().addAll(apart, alike);
        add.setId("inspector-members-add");
        add.setOnAction(_ -> change(null, all -> all.add(all.getLast())));
        apart.setId("inspector-members-apart");
        apart.setOnAction(_ -> edit(null, KindChange::apart));
        alike.setId("inspector-members-alike");
        alike.setOnAction(_ -> edit(null, n -> KindChange.members(n, List.of())));
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        var members = members();
        for (var region : List.of(rows, add, alike)) show(region, !members.isEmpty());
        for (var region : List.of(said, apart)) show(region, members.isEmpty());
        if (shown.size() != members.size()) {
            shown = new ArrayList<>();
            for (var i = 0; i < members.size(); i++) shown.add(row(i));
            rows.getChildren().setAll(shown);
        }
        for (var i = 0; i < members.size(); i++)
            shown.get(i).show(members.get(i), around.lms(), members.size() > 1);
    }

    private MemberRow row(int at) {
        return new MemberRow(
                at,
                editing,
                (gesture, member) -> change(gesture, all -> all.set(at, member)),
                () -> change(null, all -> all.remove(at)));
    }

    private static void show(Region region, boolean now) {
        region.setVisible(now);
        region.setManaged(now);
    }

    private List<Member> members() {
        return editing.node(id).orElse(null) instanceof ModuleNode node
                ? node.wrapping().members()
                : List.of();
    }

    private void change(@Nullable String gesture, Consumer<List<Member>> change) {
        edit(
                gesture,
                n -> {
                    var all = new ArrayList<>(n.wrapping().members());
                    change.accept(all);
                    return KindChange.members(n, all);
                });
    }

    private void edit(@Nullable String gesture, UnaryOperator<ModuleNode> edit) {
        editing.node(
                id,
                text("inspector.edit.members"),
                gesture == null ? null : gesture + " " + id,
                n -> n instanceof ModuleNode m ? edit.apply(m) : n);
    }
}
