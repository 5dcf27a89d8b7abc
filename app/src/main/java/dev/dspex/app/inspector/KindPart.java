package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Panels;
import dev.dspex.edit.KindChange;
import dev.dspex.program.Field;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Wrapping;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The class of a module node, and what a wrapping one runs, judges by and goes over. */
final class KindPart implements Part {
    private static final List<ModuleKind> ALL = List.of(ModuleKind.values());

    private static final List<ModuleKind> INNER =
            Arrays.stream(ModuleKind.values()).filter(kind -> !kind.wraps()).toList();

    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final VBox section = Panels.section(Panels.sectionTitle(text("inspector.module")));
    private final Choice<ModuleKind> kind;
    private final Choice<ModuleKind> inner;
    private final Choice<String> reward;
    private final Choice<String> over;

    KindPart(Editing editing, ModuleNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        kind =
                kinds(
                        "inspector-kind",
                        text("inspector.module"),
                        to ->
                                edit(
                                        text("inspector.edit.kind", to.text()),
                                        n -> KindChange.to(n, to)));
        inner =
                kinds(
                        "inspector-inner",
                        text("inspector.inner"),
                        to ->
                                edit(
                                        text("inspector.edit.inner", to.text()),
                                        n -> KindChange.inner(n, to)));
        reward =
                Choice.texts(
                        text("inspector.reward"),
                        f -> f.isEmpty() ? text("inspector.none") : f,
                        f -> wrap(w -> new Wrapping(w.inner(), f.isEmpty() ? null : f, w.over())));
        reward.setId("inspector-reward");
        over =
                Choice.texts(
                        text("inspector.over"),
                        f -> f,
                        f -> wrap(w -> new Wrapping(w.inner(), w.reward(), f)));
        over.setId("inspector-over");
        var known = node.kind().kind();
        section.getChildren().addAll(kind, Labels.prose(known.summary(), "muted", "small"));
        var old = known.deprecated();
        if (old != null)
            section.getChildren()
                    .add(
                            Labels.withIcon(
                                    Labels.prose(old, "small"),
                                    Icons.icon("alert-outline", "icon-14"),
                                    8));
        if (known.inner() && node.wrapping().members().isEmpty())
            section.getChildren().add(Rows.named(text("inspector.inner"), inner));
        if (known.reward()) section.getChildren().add(Rows.named(text("inspector.reward"), reward));
        if (known.check()) section.getChildren().add(Rows.named(text("inspector.check"), reward));
        if (known.over()) section.getChildren().add(Rows.named(text("inspector.over"), over));
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof ModuleNode node)) return;
        kind.show(ALL, node.kind());
        inner.show(INNER, node.asking());
        reward.show(
                with(around.functions(), "", node.wrapping().reward()),
                Objects.requireNonNullElse(node.wrapping().reward(), ""));
        var inputs = node.signature().inputs().stream().map(Field::name).toList();
        over.show(
                with(inputs, null, node.wrapping().over()),
                Objects.requireNonNullElse(node.wrapping().over(), ""));
    }

    private static List<String> with(
            List<String> known, @Nullable String none, @Nullable String chosen) {
        var all = new ArrayList<>(known);
        if (none != null) all.addFirst(none);
        if (chosen != null && !all.contains(chosen)) all.add(chosen);
        return all;
    }

    private Choice<ModuleKind> kinds(
            String choiceId, String name, java.util.function.Consumer<ModuleKind> chosen) {
        var choice =
                new Choice<ModuleKind>(name, ModuleKind::text, k -> Icons.ofKind(k.text()), chosen);
        choice.setId(choiceId);
        return choice;
    }

    private void wrap(UnaryOperator<Wrapping> change) {
        edit(
                text("inspector.edit.wrapping"),
                n -> Modules.withWrapping(n, change.apply(n.wrapping())));
    }

    private void edit(String name, UnaryOperator<ModuleNode> edit) {
        editing.node(id, name, null, n -> n instanceof ModuleNode m ? edit.apply(m) : n);
    }
}
