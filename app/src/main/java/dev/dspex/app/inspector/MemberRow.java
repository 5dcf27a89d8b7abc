package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Member;
import dev.dspex.program.ModuleKind;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One member of a Consensus: its kind, its LM and its temperature. */
final class MemberRow extends VBox {
    private static final List<ModuleKind> KINDS =
            Arrays.stream(ModuleKind.values()).filter(ModuleKind::wrappable).toList();
    private static final double NUMBER = 18;
    private static final double TEMPERATURE = 72;

    private final Choice<ModuleKind> kind;
    private final Choice<String> lm;
    private final ValueField temperature;
    private final Button remove;
    private Member member = new Member(ModuleKind.PREDICT);

    /**
     * @param change takes a gesture, null for a step of its own, and the member as it is then
     */
    MemberRow(
            int at, Steps editing, BiConsumer<@Nullable String, Member> change, Runnable removed) {
        var number = at + 1;
        kind =
                new Choice<>(
                        text("inspector.member.kind", number),
                        ModuleKind::text,
                        k -> Icons.ofKind(k.text()),
                        k -> change.accept(null, new Member(k, member.lm(), member.temperature())));
        kind.setId("member-kind-" + at);
        lm =
                Choice.texts(
                        text("inspector.member.lm", number),
                        alias -> alias.isEmpty() ? text("inspector.member.lm.node") : alias,
                        alias ->
                                change.accept(
                                        null,
                                        new Member(
                                                member.kind(),
                                                alias.isEmpty() ? null : alias,
                                                member.temperature())));
        lm.setId("member-lm-" + at);
        var field = Rows.mono(text("inspector.member.temperature", number));
        field.setPromptText(text("inspector.temperature"));
        field.setId("member-temperature-" + at);
        temperature =
                new ValueField(
                        field,
                        editing,
                        MemberRow::problem,
                        words -> shown(number(words)),
                        words ->
                                change.accept(
                                        "member temperature " + at,
                                        new Member(member.kind(), member.lm(), number(words))));
        temperature.saidBelow(this);
        remove = Buttons.icon("close", text("inspector.member.remove", number), "icon-16");
        remove.setId("member-remove-" + at);
        remove.setOnAction(_ -> removed.run());
        setSpacing(4);
        getChildren()
                .addAll(
                        Layout.row(
                                6,
                                Layout.width(Labels.cut(number + "", "small", "muted"), NUMBER),
                                Layout.wide(kind),
                                remove),
                        Layout.row(
                                6,
                                Layout.gap(NUMBER),
                                Layout.wide(lm),
                                Layout.width(temperature, TEMPERATURE)));
    }

    /**
     * @param several whether it may be removed
     */
    void show(Member now, List<String> lms, boolean several) {
        member = now;
        kind.show(KINDS, now.kind());
        var all = new ArrayList<>(lms);
        all.addFirst("");
        var chosen = Objects.requireNonNullElse(now.lm(), "");
        if (!all.contains(chosen)) all.add(chosen);
        lm.show(all, chosen);
        temperature.show(shown(now.temperature()));
        remove.setDisable(!several);
    }

    private static Optional<String> problem(String words) {
        if (words.isBlank()) return Optional.empty();
        var bad = Optional.of(text("inspector.member.temperature.range"));
        try {
            var warmth = Double.parseDouble(words.strip());
            return warmth >= 0 && warmth <= Member.HOTTEST ? Optional.empty() : bad;
        } catch (NumberFormatException _) {
            return bad;
        }
    }

    private static @Nullable Double number(String words) {
        return words.isBlank() ? null : (Double) Double.parseDouble(words.strip());
    }

    private static String shown(@Nullable Double warmth) {
        return warmth == null ? "" : warmth.toString();
    }
}
